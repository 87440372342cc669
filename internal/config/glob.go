package config

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Glob is a pattern of paths. "*" matches within a name, "**" any folders, "{a,b}" either. A pattern without a slash matches
// names at any depth, and a folder stands for all that is in it.
type Glob struct {
	Base    string // folder that it starts from, absolute
	Pattern string
}

// newGlob checks a pattern.
func newGlob(base, pattern string) (Glob, error) {
	p := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(pattern), "./"), "/")
	switch {
	case p == "" || p == ".":
		return Glob{}, fmt.Errorf("the pattern is empty; \"**\" stands for every file")
	case path.IsAbs(p) || filepath.IsAbs(pattern):
		return Glob{}, fmt.Errorf("the pattern %q is absolute; write it relative to the configuration's folder", pattern)
	case p == ".." || strings.HasPrefix(p, "../"):
		return Glob{}, fmt.Errorf("the pattern %q leads out of the configuration's folder", pattern)
	case !doublestar.ValidatePattern(p):
		return Glob{}, fmt.Errorf("the pattern %q is malformed: see to its brackets and braces", pattern)
	}
	if !strings.Contains(p, "/") && p != "**" {
		p = "**/" + p
	}
	return Glob{base, p}, nil
}

// Match tells whether the file of an absolute name is meant.
func (g Glob) Match(file string) bool {
	rel, err := filepath.Rel(g.Base, file)
	if err != nil {
		return false
	}
	rel = filepath.ToSlash(rel)
	if rel == ".." || strings.HasPrefix(rel, "../") {
		return false
	}
	for name := rel; name != "."; name = path.Dir(name) {
		if ok, _ := doublestar.Match(g.Pattern, name); ok {
			return true
		}
	}
	return false
}

func matchAny(globs []Glob, file string) bool {
	for _, g := range globs {
		if g.Match(file) {
			return true
		}
	}
	return false
}
