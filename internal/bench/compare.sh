#!/usr/bin/env bash
# Sets apivet beside its peers on a folder: CPU seconds (user and system), wall clock and peak memory, with their ratios to
# gosec's. Each tool runs once to warm the build cache and once measured; apivet runs cold, unchanged, and with one file
# changed (a comment is added to it and taken away again).
#
# usage: internal/bench/compare.sh FOLDER [FILE-TO-CHANGE]
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
dir=${1:?usage: compare.sh FOLDER [FILE-TO-CHANGE]}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export GOBIN=$tmp/bin GOFLAGS=-buildvcs=false PATH=$tmp/bin:$PATH
(cd "$here" && go build -o "$tmp/bin/apivet" ./cmd/apivet)
go install github.com/securego/gosec/v2/cmd/gosec@v2.30.0
go install honnef.co/go/tools/cmd/staticcheck@v0.8.2
command -v /usr/bin/time >/dev/null || { echo "compare.sh: /usr/bin/time is missing (Debian: apt-get install time)" >&2; exit 1; }
cd "$dir"
file=${2:-$(go list -f '{{$d := .Dir}}{{range .GoFiles}}{{$d}}/{{.}}{{"\n"}}{{end}}' ./... | grep . | head -n 1)}

# measure NAME COMMAND...: appends "NAME cpu wall memory" to the table.
measure() {
  local name=$1
  shift
  command -v "$1" >/dev/null || { echo "compare.sh: $1 is missing" >&2; exit 1; }
  /usr/bin/time -f '%U %S %e %M' -o "$tmp/time" "$@" >/dev/null 2>&1 || true
  awk -v name="$name" 'END { printf "%s %.2f %.2f %.0f\n", name, $1 + $2, $3, $4 / 1024 }' "$tmp/time" >>"$tmp/table"
}

gosec -quiet -no-fail ./... >/dev/null 2>&1 || true
measure gosec gosec -quiet -no-fail ./...
apivet -cache off >/dev/null 2>&1 || true
measure apivet-cold apivet -cache "$tmp/cache" ./...
measure apivet-unchanged apivet -cache "$tmp/cache" ./...
cp "$file" "$tmp/kept"
echo '// changed' >>"$file"
measure apivet-one-file apivet -cache "$tmp/cache" ./...
cp "$tmp/kept" "$file"
go vet ./... >/dev/null 2>&1 || true
measure go-vet-again go vet ./...
export STATICCHECK_CACHE=$tmp/sc
measure staticcheck-cold staticcheck ./...

awk '
  $1 == "gosec" { cpu = $2; mem = $4 }
  { rows[NR] = $0 }
  END {
    printf "%-18s %9s %9s %9s %10s %10s\n", "", "CPU s", "wall s", "peak MiB", "CPU ratio", "mem ratio"
    for (i = 1; i <= NR; i++) {
      split(rows[i], f, " ")
      printf "%-18s %9.2f %9.2f %9.0f %10.3f %10.3f\n", f[1], f[2], f[3], f[4], f[2] / cpu, f[4] / mem
    }
  }' "$tmp/table"
