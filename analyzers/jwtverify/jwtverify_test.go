package jwtverify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/apivet/apivet/analyzers/jwtverify"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

var rules = []*rule.Rule{jwtverify.Rule}

func TestCases(t *testing.T) {
	ruletest.Run(t, rules, "./jwtverify/...")
}

// TestAlone runs the cases that are programs of their own, since what they expect depends on what else a program has.
func TestAlone(t *testing.T) {
	for _, name := range []string{"jwtauth", "jwtauthown", "oidcissuer"} {
		t.Run(name, func(t *testing.T) { ruletest.Run(t, rules, "./jwtverify/_alone/"+name) })
	}
}

func TestFixes(t *testing.T) {
	ruletest.Fixes(t, rules, 2, "./jwtverify/keyfuncs")
}

// TestFlow: a finding tells where the token is sent, how it gets to where it is decoded in another package, and where results
// are handed on with their error.
func TestFlow(t *testing.T) {
	flows := map[string][]string{
		"jwtverify/golangjwt3/auth/auth.go unverified": {
			"golangjwt3.go: (http.Request).Header is what the client sent",
			"golangjwt3.go: passed to (*auth.Service).Peek as raw",
			"auth/auth.go: decoded by (*jwt.Parser).ParseUnverified",
		},
		"jwtverify/golangjwt3/golangjwt3.go unchecked Lenient": {
			"auth/auth.go: (*jwt.Parser).ParseWithClaims verifies the token",
			"golangjwt3.go: claims and error are returned together",
			"golangjwt3.go: used although the token may not be valid",
		},
	}
	rep := ruletest.Analyze(t, rules, "./jwtverify/golangjwt3/...")
	for where, want := range flows {
		file, check, _ := strings.Cut(where, " ")
		check, word, _ := strings.Cut(check, " ")
		i := slices.IndexFunc(rep.Findings, func(f rule.Finding) bool {
			return f.File == file && f.Check == check && strings.Contains(f.Message, word)
		})
		if i < 0 {
			t.Errorf("no finding of %s in %s", check, file)
			continue
		}
		var got []string
		for _, s := range rep.Findings[i].Flow {
			got = append(got, strings.TrimPrefix(s.File, "jwtverify/golangjwt3/")+": "+s.Message)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the flow is\n%s\nwant\n%s", where, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
