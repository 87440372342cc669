package triage

import (
	"crypto/sha256"
	"fmt"
	"os"

	"github.com/apivet/apivet/internal/baseline"
	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/rule"
)

// Salt identifies the configuration of a folder, with the files that it names, for drivers that keep results by the
// version of their tool. The error is what is wrong with the configuration.
func Salt(dir string, rules []*rule.Rule) ([]byte, error) {
	s, err := (&config.Loader{Rules: rules, Formats: output.Names()}).Dir(dir)
	if err != nil || s.Source == "" {
		return nil, err
	}
	models, err := s.ModelSet()
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(s.Source)
	if err != nil {
		return nil, err
	}
	var known []byte
	if s.Baseline != "" {
		if _, err := baseline.Read(string(s.Baseline)); err != nil {
			return nil, err
		}
		known, _ = os.ReadFile(string(s.Baseline))
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d\x00%s%s", s.Source, models.Hash(), len(data), data, known))
	return sum[:], nil
}
