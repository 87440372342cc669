package e2e

import (
	"encoding/json"
	"path"
	"slices"
	"testing"
)

// TestTutorial: on the server that the README's first command shows, each mistake is found once, and what is done correctly beside
// it stays silent at every precision.
func TestTutorial(t *testing.T) {
	want := []string{
		"auth.go:81 jwtverify/unverified",
		"main.go:53 hardcodedsecret/default",
		"main.go:82 noauth/missing",
		"middleware.go:45 corsorigin/reflected",
		"middleware.go:70 secretlog/header",
		"store.go:66 sqlbuild/injected",
	}
	for _, precision := range []string{"medium", "low"} {
		out := standalone(t, "-C", path.Join(samples, "tutorial"), "-cache", shared, "-precision", precision, "-format", "json")
		var doc struct{ Findings []finding }
		if err := json.Unmarshal(out, &doc); err != nil {
			t.Fatal(err)
		}
		var have []string
		for _, f := range doc.Findings {
			have = append(have, f.String())
		}
		slices.Sort(have)
		if !slices.Equal(have, want) {
			t.Errorf("with precision %s there are\n%q\nwant\n%q", precision, have, want)
		}
	}
}
