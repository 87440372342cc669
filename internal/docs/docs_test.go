package docs_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apivet/apivet/analyzers"
	"github.com/apivet/apivet/internal/cli"
	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/docs"
	"github.com/apivet/apivet/internal/output"
)

var update = flag.Bool("update", false, "write the generated documentation")

// TestFresh fails when a generated page or the README's table is not what the rules say; "make docs" renews them.
func TestFresh(t *testing.T) {
	root := filepath.Join("..", "..")
	for _, r := range analyzers.Suite {
		if r.Doc == "" {
			t.Errorf("%s: the rule has no documentation: doc.go does not parse or has no package comment", r.Name)
		}
		compare(t, filepath.Join(root, "docs", "rules", r.Name+".md"), docs.Page(r))
	}
	readme := filepath.Join(root, "README.md")
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	want, err := docs.Readme(string(text), analyzers.Suite, demo(t, filepath.Join(root, "testdata", "tutorial")))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, readme, want)
	schema, err := (&config.Loader{Rules: analyzers.Suite, Formats: output.Names()}).Schema()
	if err != nil {
		t.Fatal(err)
	}
	compare(t, filepath.Join(root, "docs", "apivet.schema.json"), string(schema))
	compare(t, filepath.Join(root, "docs", "guide", "configuration.md"), docs.Configuration(config.Keys(output.Names())))
}

// demo returns what the command prints for a folder.
func demo(t *testing.T, dir string) string {
	t.Helper()
	var stdout, stderr strings.Builder
	app := &cli.App{Rules: analyzers.Suite, Version: "test"}
	args := []string{"-C", dir, "-cache", "off", "-exit-zero", "./..."}
	if err := app.Run(t.Context(), append(os.Environ(), "APIVET_PROGRESS=off"), strings.NewReader(""), &stdout, &stderr, args); err != nil || stderr.Len() > 0 {
		t.Fatalf("apivet %v: %v %s", args, err, stderr.String())
	}
	return stdout.String()
}

func compare(t *testing.T, name, want string) {
	t.Helper()
	have, err := os.ReadFile(name)
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err != nil || string(have) != want {
		t.Errorf("%s is stale; run \"make docs\"", name)
	}
}
