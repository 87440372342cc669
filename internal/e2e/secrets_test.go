package e2e

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/output"
)

// planted are secrets of each kind, by the marks that stand for them in the files of testdata/planted.
var planted = map[string]string{
	"{PASSWORD}": "Tr0ub4dor-and-3-more",
	"{GITHUB}":   "ghp_" + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx",
	"{AWS}":      "AKIA" + "QYLPMN5HHHFPZAM2",
	"{JWTKEY}":   "mX9_qLw27-vTzR4hYk",
	"{URLPASS}":  "gH7w-Kq2_mZx9",
	"{DEFAULT}":  "nV4_rB8-kJ2wQp",
	"{PEM}":      "MIIEpAIBAAKCAQEAx3bTqZ7yR0vK9sLwYp2cD4eF6gH8iJ0kL1mN3oP5qR7sT9uV",
	"{COMMENT}":  "Lp5-zXw8_nQr3",
	"{TAG}":      "yU6_cE1-dS9oKa",
	"{SQL}":      "bN3-wF7_hM5xTz",
	"{EMBED}":    "AKIA" + "Z7RSJHD3VNC2LQ4W",
	"{BROKEN}":   "eR2_tY4-uI6pOl",
	"{CHAR}":     "jK8-sD1_fG3hZm",
	"{MODEL}":    "vC5_xB7-nM9qWe",
	"{CONFIG}":   "aS4-dF6_gH8jKl",
}

// plant writes the files of testdata/planted with the secrets in the place of their marks.
func plant(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var marks []string
	for mark, secret := range planted {
		marks = append(marks, mark, secret)
	}
	fill := strings.NewReplacer(marks...)
	root := filepath.Join("testdata", "planted")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, strings.TrimSuffix(name, ".txt"))
		if err != nil {
			return err
		}
		to := filepath.Join(dir, rel)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.WriteFile(to, []byte(fill.Replace(string(data))), 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// leaks tells which secrets, or most of their characters, are in a text.
func leaks(text []byte) []string {
	var out []string
	for mark, secret := range planted {
		if bytes.Contains(text, []byte(secret)) || bytes.Contains(text, []byte(secret[:len(secret)*2/3])) || bytes.Contains(text, []byte(secret[len(secret)/3:])) {
			out = append(out, mark)
		}
	}
	return out
}

// vet runs the command and fails the test where a secret is in what it writes.
func vet(t *testing.T, dir string, args ...string) (stdout string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command(binary, append(args, "-C", dir)...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	_ = cmd.Run()
	if l := leaks(out.Bytes()); len(l) > 0 {
		t.Errorf("%v: %v on standard output:\n%s", args, l, out.String())
	}
	if l := leaks(errs.Bytes()); len(l) > 0 {
		t.Errorf("%v: %v on standard error:\n%s", args, l, errs.String())
	}
	return out.String() + errs.String()
}

// TestNoSecretIsShown plants secrets in literals, comments, tags, embedded files and SQL, and looks for them in each format, the
// messages, a baseline and the cache.
func TestNoSecretIsShown(t *testing.T) {
	dir, cache := plant(t), t.TempDir()
	for _, format := range output.Names() {
		for _, run := range []string{"first", "from the cache"} {
			out := vet(t, filepath.Join(dir, "shop"), "-cache", cache, "-precision", "low", "-v", "-format", format)
			for _, rule := range []string{"hardcodedsecret", "secretlog", "sqlbuild"} {
				if !strings.Contains(out, rule) {
					t.Errorf("%s, %s: no finding of %s, so nothing is tested:\n%s", format, run, rule, out)
				}
			}
		}
	}
	kept := filepath.Join(dir, "baseline.json")
	vet(t, filepath.Join(dir, "shop"), "-cache", "off", "-precision", "low", "-write-baseline="+kept)
	data, err := os.ReadFile(kept)
	if l := leaks(data); err != nil || len(l) > 0 {
		t.Errorf("%v in the baseline (%v)", l, err)
	}
	err = filepath.WalkDir(cache, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if l := leaks(data); len(l) > 0 {
			t.Errorf("%v in %s of the cache", l, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestNoSecretInMessages runs on what cannot be analysed: code that does not compile, models and settings that are wrong.
func TestNoSecretInMessages(t *testing.T) {
	dir := plant(t)
	for _, args := range [][]string{
		{"broken", "-v"},
		{"broken", "-format", "json"},
		{"shop", "-models", filepath.Join(dir, "bad.model")},
		{"shop", "-config", filepath.Join(dir, "bad.yaml")},
	} {
		out := vet(t, filepath.Join(dir, args[0]), append(args[1:], "-cache", "off")...)
		if !strings.Contains(out, "**") && !strings.Contains(out, "…") {
			t.Errorf("%v hides nothing, so nothing is tested: %s", args, out)
		}
	}
}

// TestNoSecretFromVettool does the same for the command as the tool of go vet.
func TestNoSecretFromVettool(t *testing.T) {
	tool, err := filepath.Abs(binary)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "vet", "-vettool="+tool, "./...")
	cmd.Dir = filepath.Join(plant(t), "shop")
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatal("go vet found nothing")
	}
	if l := leaks(out); len(l) > 0 {
		t.Errorf("%v:\n%s", l, out)
	}
}
