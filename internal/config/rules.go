package config

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/apivet/apivet/internal/rule"
)

var (
	severityWords  = []string{"low", "medium", "high", "critical"}
	precisionWords = []string{"low", "medium", "high"}
	pathKeys       = []string{"path", "rules", "severity", "precision"}
	switchKeys     = []string{"on", "severity", "precision"}
)

// switches reads a mapping of rules and checks to on, off, or thresholds, behind what was said already.
func (d *decoder) switches(to *[]Switch, n *yaml.Node) {
	if null(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.problem(n, "rules", "want a rule or check and what is said of it, such as sqlbuild: off, not %s", kindOf(n))
		return
	}
	for _, p := range d.pairs(n, "rules") {
		if !d.known(p.key) {
			continue
		}
		sw := Switch{ID: p.key.Value}
		if on, ok := truth(p.value); ok {
			sw.On = &on
		} else if p.value.Kind != yaml.MappingNode {
			d.problem(p.value, "rules."+sw.ID, "want on, off, or {on: …, severity: …, precision: …}, not %s", described(p.value))
			continue
		} else {
			d.thresholds(&sw, p.value)
		}
		*to = append(*to, sw)
	}
}

func (d *decoder) thresholds(sw *Switch, n *yaml.Node) {
	path := "rules." + sw.ID
	for _, p := range d.pairs(n, path) {
		switch p.key.Value {
		case "on":
			on := false
			d.boolean(&on, path+".on", p.value)
			sw.On = &on
		case "severity":
			sw.Severity = new(rule.Severity)
			d.word(sw.Severity, path+".severity", p.value, severityWords)
		case "precision":
			sw.Precision = new(rule.Precision)
			d.word(sw.Precision, path+".precision", p.value, precisionWords)
		default:
			d.unknown(p.key, path+".", switchKeys)
		}
	}
}

// known reports an id that is no rule or check.
func (d *decoder) known(key *yaml.Node) bool {
	if msg := Unknown(d.loader.Rules, key.Value); msg != "" && key.Value != All {
		d.problem(key, "rules", "%s", msg)
		return false
	}
	return true
}

// Unknown says what is wrong with the id of a rule or check; "" if there is one of that id.
func Unknown(rules []*rule.Rule, id string) string {
	name, check, both := strings.Cut(id, "/")
	var names []string
	for _, r := range rules {
		names = append(names, r.Name)
		if r.Name != name {
			continue
		}
		var checks []string
		for _, c := range r.Checks {
			checks = append(checks, r.Name+"/"+c.Name)
		}
		if !both || slices.Contains(checks, id) {
			return ""
		}
		hint := DidYouMean(id, checks)
		if hint == "" {
			hint = "; its checks are " + strings.Join(checks, ", ")
		}
		return "the rule " + name + " has no check \"" + check + "\"" + hint
	}
	hint := DidYouMean(name, names)
	if hint == "" {
		hint = "; \"apivet rules\" lists them"
	}
	return "there is no rule \"" + name + "\"" + hint
}

// paths reads the settings of some files.
func (d *decoder) paths(to *[]PathRules, path string, n *yaml.Node) {
	var out []PathRules
	items := n.Content
	switch {
	case null(n):
		items = nil
	case n.Kind != yaml.SequenceNode:
		d.problem(n, path, "want a list of {path: …, rules: …}, not %s", kindOf(n))
		return
	}
	for _, item := range items {
		item = unalias(item)
		if item.Kind != yaml.MappingNode {
			d.problem(item, path, "want {path: …, rules: …}, not %s", described(item))
			continue
		}
		out = append(out, d.pathRules(path, item))
	}
	*to = out
}

func (d *decoder) pathRules(path string, n *yaml.Node) PathRules {
	var pr PathRules
	said := false
	for _, p := range d.pairs(n, path) {
		said = said || p.key.Value != "path"
		switch p.key.Value {
		case "path":
			setList(d, &pr.Globs, path+".path", p.value, func(n *yaml.Node) (Glob, error) { return newGlob(d.base, n.Value) })
		case "rules":
			d.switches(&pr.Rules, p.value)
		case "severity":
			pr.Severity = new(rule.Severity)
			d.word(pr.Severity, path+".severity", p.value, severityWords)
		case "precision":
			pr.Precision = new(rule.Precision)
			d.word(pr.Precision, path+".precision", p.value, precisionWords)
		default:
			d.unknown(p.key, path+".", pathKeys)
		}
	}
	if len(pr.Globs) == 0 && !slices.ContainsFunc(n.Content, func(k *yaml.Node) bool { return k.Value == "path" }) {
		d.problem(n, path, "has no path: say which files are meant")
	} else if !said {
		d.problem(n, path, "says nothing of the files of path; give it rules, severity or precision")
	}
	return pr
}
