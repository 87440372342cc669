package triage

import (
	"sync"
	"time"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/summary"
)

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
	keep := func(own *summary.Summary, files []string, findings []rule.Finding) ([]rule.Finding, error) {
		run := &Run{Settings: s, Rules: rules, Findings: findings, Now: time.Now(), Source: SourceIn("", models)}
		run.add(own, files)
		res := run.Sort()
		err := run.Compare(&res)
		return res.Shown, err
	}
	return &rule.Setup{Models: models, Keep: keep}, nil
}
