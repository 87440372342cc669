// Package credential answers which values of a program are secrets: by the names of what holds them (variables, fields,
// parameters, functions, settings, headers, cookies), and by what models say of functions, fields and types.
//
// A View marks the values on the way of a walk with such names; Of reads the marks. What the names themselves say is known to
// package secret.
package credential

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/secret"
)

// Secrets is a program with what is a secret in it.
type Secrets struct {
	*program.Program
	inputs map[program.Input]bool // parameters that take what a client proves who it is with
}

var secrets = program.NewShared(func(p *program.Program) *Secrets {
	s := &Secrets{Program: p, inputs: map[program.Input]bool{}}
	s.findInputs()
	return s
})

// In returns the secrets of a program.
func In(p *program.Program) *Secrets { return secrets.Of(p) }

// Fates follows values forward to the names and uses that say that they are secrets; see program.Fates. name judges names.
func Fates(p *program.Program, starts []program.Ref, name func(string) secret.Strength) (out []program.Fate, contents []program.Event, cut bool) {
	return p.Fates(starts, program.Judge{
		Name: func(text string) program.Weight { return program.Weight(name(text)) },
		Use: func(e *model.Entry) program.Weight {
			switch e.Kind {
			case "secret/key", "secret/password", "secret/token":
				return program.Weight(secret.Strong)
			}
			return 0
		},
		Equals:   func(e *model.Entry) bool { return e.Kind == "secret/compare" },
		Ends:     func(e *model.Entry) bool { return e.Role == model.Policy && e.Kind == "kdf" }, // a digest of another kind
		Compared: program.Weight(secret.Weak),
	})
}

// Strongest is the name on the way of a value that says most that it is a secret, through all that keeps its text. Only in
// answers to a question with a View.
func Strongest(v *program.Value) (name string, strength secret.Strength) {
	seen := map[*program.Value]bool{}
	var visit func(v *program.Value)
	visit = func(v *program.Value) {
		if v == nil || seen[v] || v.Kind == program.Derived && !v.Legible {
			return
		}
		seen[v] = true
		if m := Of(v); m.Strength > strength {
			name, strength = m.Name, m.Strength
		}
		if v.Kind >= program.Concat {
			for _, part := range v.Parts {
				visit(part)
			}
		}
	}
	visit(v)
	return name, strength
}
