// Package triage decides which of the findings of a run are shown, and why not the others: what the command, the golangci-lint
// plugin and the go/analysis analyzers have in common between rules and output.
package triage

import (
	"sync"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/rule"
)

// Shown returns the findings that the settings show. Relative file names start from root.
func Shown(s *config.Settings, root string, findings []rule.Finding) []rule.Finding {
	sel := s.Selector(root)
	var out []rule.Finding
	for i := range findings {
		if sel.Verdict(&findings[i]) == config.Show {
			out = append(out, findings[i])
		}
	}
	return out
}

// Setups returns what gives packages their setup, by the configuration in their folder or above it; each configuration is
// read once.
func Setups(rules []*rule.Rule) func(dir string) (*rule.Setup, error) {
	var mu sync.Mutex
	known := map[string]*rule.Setup{}
	return func(dir string) (*rule.Setup, error) {
		name, err := config.Find(dir)
		if err != nil {
			return nil, err
		}
		mu.Lock()
		defer mu.Unlock()
		if known[name] == nil {
			s, err := setup(rules, name)
			if err != nil {
				return nil, err
			}
			known[name] = s
		}
		return known[name], nil
	}
}

// setup reads a configuration; the name "" stands for none.
func setup(rules []*rule.Rule, name string) (*rule.Setup, error) {
	s := config.Default()
	if name != "" {
		if err := (&config.Loader{Rules: rules, Formats: output.Names()}).File(s, name); err != nil {
			return nil, err
		}
	}
	models, err := s.ModelSet()
	if err != nil {
		return nil, err
	}
	return &rule.Setup{Models: models, Keep: func(fs []rule.Finding) []rule.Finding { return Shown(s, "", fs) }}, nil
}
