package e2e

import (
	"os"
	"os/exec"
	"testing"

	"golang.org/x/tools/go/packages"
)

// platforms are those of releases, as .goreleaser.yaml lists them. Some are built, so that each system and each architecture is,
// with this machine's own; the code for the others is read and type-checked, which costs a twentieth.
var platforms = []struct {
	goos, goarch string
	built        bool
}{
	{"linux", "amd64", false},
	{"linux", "arm64", false},
	{"darwin", "amd64", false},
	{"darwin", "arm64", true},
	{"windows", "amd64", true},
	{"windows", "arm64", false},
}

// TestCrossBuild makes sure that the command can be built for the platforms of releases.
func TestCrossBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and checks for six platforms")
	}
	for _, p := range platforms {
		env := append(os.Environ(), "GOOS="+p.goos, "GOARCH="+p.goarch, "CGO_ENABLED=0")
		if !p.built {
			typecheck(t, env, p.goos+"/"+p.goarch)
			continue
		}
		cmd := exec.Command("go", "build", "-gcflags=all=-N -l -dwarf=0", "-ldflags=-w", "-o", os.DevNull, "../../cmd/apivet")
		cmd.Env = env
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s/%s: %v\n%s", p.goos, p.goarch, err, out)
		}
	}
}

// typecheck type-checks the command and all that it imports from source.
func typecheck(t *testing.T, env []string, platform string) {
	t.Helper()
	loaded, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Env: env}, "../../cmd/apivet")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	packages.Visit(loaded, nil, func(p *packages.Package) {
		n++
		for _, err := range p.Errors {
			t.Errorf("%s: %s: %v", platform, p.PkgPath, err)
		}
		if p.Types == nil || p.IllTyped {
			t.Errorf("%s: %s was not checked", platform, p.PkgPath)
		}
	})
	if n < 100 {
		t.Errorf("%s: only %d packages were checked", platform, n)
	}
}
