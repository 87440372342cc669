package gosec_test

import (
	"io"
	"log"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
	upstream "github.com/securego/gosec/v2"
	"github.com/securego/gosec/v2/rules"
	"golang.org/x/tools/go/packages"
)

// cases are the packages over which gosec's rules are compared with the models.
var cases = []string{"./servertimeout/...", "./tlsconfig/...", "./weakcrypto/...", "./weaktoken/...", "./debugexposed/..."}

// names are gosec's rules that look for names of functions, types and fields, which the models hold in their place.
var names = []string{"G106", "G108", "G112", "G114", "G401", "G402", "G403", "G404", "G405", "G406"}

// TestNames runs gosec's own rules, and makes sure that the models know each place that they report: whatever is added to the
// lists of a newer gosec shows here.
func TestNames(t *testing.T) {
	known := places(t)
	found := map[string]int{}
	for _, i := range upstreamIssues(t) {
		found[i.RuleID]++
		first, _, _ := strings.Cut(i.Line, "-")
		line, _ := strconv.Atoi(first)
		if i.RuleID == "G404" && strings.Contains(i.Code, "rand.New(") {
			continue // the models ask what is drawn, not who draws it
		}
		if i.What == "TLS MinVersion too low." && !strings.Contains(i.Code, "MinVersion") {
			continue // this gosec takes the version of one literal for that of the next
		}
		if !known.near(i.File, line, span(i.Line)) {
			t.Errorf("%s:%s: %s (%s) is nothing that the models know", i.File, i.Line, i.What, i.RuleID)
		}
	}
	for _, id := range names {
		if found[id] == 0 && id != "G406" { // no case uses md4 or ripemd160
			t.Errorf("the cases have nothing for %s", id)
		}
	}
}

// span returns the last line of "12-15".
func span(line string) int {
	_, last, ok := strings.Cut(line, "-")
	if !ok {
		last = line
	}
	n, _ := strconv.Atoi(last)
	return n
}

// issue is gosec's.
type issue struct{ RuleID, File, Line, What, Code string }

func upstreamIssues(t *testing.T) []issue {
	t.Helper()
	t.Setenv("GOSECGOVERSION", "go1.26")
	dir := ruletest.Testdata(t)
	pkgs, err := packages.Load(&packages.Config{Dir: dir, Mode: upstream.LoadMode}, cases...)
	if err != nil {
		t.Fatal(err)
	}
	conf := upstream.NewConfig()
	conf.SetGlobal(upstream.Nosec, "true")
	g := upstream.NewAnalyzer(conf, false, true, false, 1, log.New(io.Discard, "", 0))
	chosen := rules.Generate(false, rules.NewRuleFilter(false, names...))
	builders, suppressed := chosen.RulesInfo()
	g.LoadRules(builders, suppressed)
	for _, p := range pkgs {
		g.CheckRules(p)
	}
	raw, _, _ := g.Report()
	var out []issue
	for _, i := range raw {
		rel, err := filepath.Rel(dir, i.File)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, issue{i.RuleID, filepath.ToSlash(rel), i.Line, i.What, i.Code})
	}
	return out
}

// known are the lines that the models speak of, by file.
type known map[string][]lines

type lines struct{ first, last int }

// near tells whether one of them is among the lines of an issue.
func (k known) near(file string, first, last int) bool {
	return slices.ContainsFunc(k[file], func(l lines) bool { return first <= l.last && l.first <= last })
}

// places asks the program of all that the rules start from.
func places(t *testing.T) known {
	t.Helper()
	k := known{}
	add := func(at program.Place) {
		k[at.File()] = append(k[at.File()], lines{int(at.Pos.Line), int(max(at.Pos.Line, at.Pos.EndLine))})
	}
	collect := &rule.Rule{Name: "collect", Run: func(p *rule.Pass) {
		for _, kind := range []string{"server", "ssh", "cipher", "rsa"} {
			for _, pol := range policy.In(p.Program).Of(kind) {
				add(pol.At)
				for _, at := range pol.Made() {
					add(at)
				}
			}
		}
		for _, set := range policy.In(p.Program).Setups("server/timeout") {
			add(set.At)
		}
		for _, kind := range []string{"tls/skip-verify", "tls/min-version", "tls/max-version", "tls/ciphers"} {
			for _, a := range policy.In(p.Program).Assignments(kind) {
				add(a.At)
			}
		}
		for _, ev := range append(program.Modelled(p.Program, model.Digest, "weak"), program.Modelled(p.Program, model.Random, "value")...) {
			add(ev.At)
		}
		for _, i := range route.Imports(p.Program, "debug/") {
			add(i.At)
		}
	}}
	ruletest.Analyze(t, []*rule.Rule{collect}, cases...)
	return k
}
