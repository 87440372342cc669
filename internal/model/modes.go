package model

import (
	"slices"

	"github.com/apivet/apivet/internal/secret"
)

// Mode is a mode in which a program runs.
type Mode uint8

// The modes. What only development does is no concern of rules about what clients can do.
const (
	NoMode Mode = iota
	Development
	Production
)

var modes = map[string]Mode{"development": Development, "production": Production}

// Mode returns what a name, or a setting's value, says of the mode in which a program runs: "isDev", "development",
// "ENV_PROD". A name with words for both, or with a negation, says nothing.
func (s *Set) Mode(name string) Mode {
	if name == "" || len(name) > 40 {
		return NoMode
	}
	found := NoMode
	words := secret.Words(name)
	if slices.Contains(words, "not") || slices.Contains(words, "non") || slices.Contains(words, "no") {
		return NoMode
	}
	for _, w := range words {
		if m := s.modes[w]; m != NoMode {
			if found != NoMode && found != m {
				return NoMode
			}
			found = m
		}
	}
	return found
}
