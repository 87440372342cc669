package config

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/apivet/apivet/internal/rule"
)

// Settings is what a run is to do, and what of its findings is to be shown.
type Settings struct {
	Packages []string // patterns; none: all modules in the folder
	Tags     []string
	Tests    bool
	Cache    File // folder; "" for the user's, CacheOff for none

	Rules     []Switch
	Severity  rule.Severity
	Precision rule.Precision
	Exclude   []Glob
	Paths     []PathRules

	Models       []File
	ModelLines   []Block
	SecretNames  []string
	SecretTypes  []string
	PublicNames  []string
	PublicTypes  []string
	PublicRoutes []string

	AuthMiddleware []string // symbols of functions

	NoSec      bool
	ShowWaived bool
	Baseline   File
	NewFrom    string // revision; "" for none

	Formats  []Output
	Output   File   // of the format that names none
	Prefix   string // in front of relative file names in the output
	ExitZero bool
	Verbose  bool

	// Source is the configuration file that was read; "" if there is none.
	Source string
}

// Default returns the settings of a run that nothing was said about.
func Default() *Settings {
	return &Settings{Precision: rule.Likely, Formats: []Output{{Format: "text"}}}
}

// CacheOff is the Cache that keeps nothing.
const CacheOff File = "off"

// CacheDir returns the folder that keeps what is known of unchanged packages: as the settings say, else as the environment
// does, else the user's cache folder. "" is none.
func (s *Settings) CacheDir(environment string) string {
	dir := s.Cache
	if dir == "" {
		dir = File(environment)
	}
	if dir == CacheOff {
		return ""
	}
	if dir != "" {
		return string(dir)
	}
	user, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(user, "apivet")
}

// Patterns returns the patterns of packages as they are to be given to the go command in dir.
func (s *Settings) Patterns(dir string) []string {
	dir = resolved(dir)
	var out []string
	for _, p := range s.Packages {
		if rel, err := filepath.Rel(dir, p); err == nil && filepath.IsAbs(p) {
			p = filepath.ToSlash(rel)
			if p != ".." && !strings.HasPrefix(p, "../") {
				p = "./" + p
			}
		}
		out = append(out, p)
	}
	return out
}

// All is the id that stands for every rule.
const All = "all"

// Switch turns a rule or a check on or off, or gives it thresholds of its own.
type Switch struct {
	ID        string // All, "rule" or "rule/check"
	On        *bool  // nil: as it was
	Severity  *rule.Severity
	Precision *rule.Precision
}

// PathRules are the settings of some files.
type PathRules struct {
	Globs     []Glob
	Rules     []Switch
	Severity  *rule.Severity
	Precision *rule.Precision
}

// Output is a format, and the file that it goes to: "" for standard output.
type Output struct {
	Format string
	File   File
}

// File is the name of a file, ready to open.
type File string

// Block is some lines of models that stand in a configuration.
type Block struct {
	File string // that they stand in, for messages
	Line int    // of the first of them; 0 where lines are not known
	Text string
}
