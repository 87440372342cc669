package config

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/apivet/apivet/internal/model"
)

// ModelSet returns the built-in models together with those of the settings. The error is Problems, or that of the built-in models.
func (s *Settings) ModelSet() (*model.Set, error) {
	if len(s.Models)+len(s.ModelLines)+len(s.SecretNames)+len(s.SecretTypes)+len(s.PublicNames)+len(s.PublicTypes)+len(s.PublicRoutes)+len(s.AuthMiddleware) == 0 {
		return model.Builtin()
	}
	entries, err := model.BuiltinEntries()
	if err != nil {
		return nil, err
	}
	own, problems := s.ownModels()
	if err := problems.asError(); err != nil {
		return nil, err
	}
	for i := range own {
		own[i].Own = true
	}
	return model.NewSet(entries, own), nil
}

// ownModels reads the models of the settings.
func (s *Settings) ownModels() ([]model.Entry, Problems) {
	var out []model.Entry
	var problems Problems
	for _, name := range s.Models {
		shown := Shown(string(name))
		data, err := os.ReadFile(string(name))
		if err != nil {
			problems = append(problems, Problem{File: shown, Message: fmt.Sprintf("cannot read the models: %v", unwrapped(err))})
			continue
		}
		entries, err := model.Parse(shown, strings.NewReader(string(data)))
		problems = append(problems, modelProblems(err, 0)...)
		out = append(out, entries...)
	}
	for _, b := range s.ModelLines {
		entries, err := model.Parse(b.File, strings.NewReader(b.Text))
		problems = append(problems, modelProblems(err, b.Line-1)...)
		for i := range entries {
			entries[i].Line += b.Line - 1
		}
		out = append(out, entries...)
	}
	for _, line := range s.wordLines() {
		entries, err := model.Parse("settings", strings.NewReader(line))
		problems = append(problems, modelProblems(err, 0)...)
		out = append(out, entries...)
	}
	return out, problems
}

// wordLines writes the names and types of secrets, the endpoints that are public, and the middleware that authenticates, in the
// model syntax.
func (s *Settings) wordLines() []string {
	var out []string
	names := func(class string, names []string) {
		if len(names) > 0 {
			out = append(out, "secret "+class+" "+strings.Join(names, " "))
		}
	}
	types := func(role string, types []string) {
		for _, t := range types {
			i := strings.LastIndexByte(t, '.')
			out = append(out, fmt.Sprintf("package %s\ntype %s %s", t[:i], t[i+1:], role))
		}
	}
	names("name", s.SecretNames)
	names("plain", s.PublicNames)
	for _, r := range s.PublicRoutes {
		class := model.PublicClass
		if strings.HasPrefix(r, "/") {
			class = model.PathClass
		}
		out = append(out, "endpoint "+class+" "+r)
	}
	for _, f := range s.AuthMiddleware {
		pkg, name := model.SplitSymbol(f)
		out = append(out, fmt.Sprintf("package %s\nfunc %s layer auth", pkg, name))
	}
	types("source secret", s.SecretTypes)
	types("public", s.PublicTypes)
	return out
}

// modelProblems takes the errors of the model parser apart; lines are counted from the first behind offset.
func modelProblems(err error, offset int) Problems {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var out Problems
		for _, e := range joined.Unwrap() {
			out = append(out, modelProblems(e, offset)...)
		}
		return out
	}
	var pe *model.ParseError
	if errors.As(err, &pe) {
		return Problems{{File: pe.File, Line: pe.Line + offset, Message: pe.Msg}}
	}
	return Problems{{Message: err.Error()}}
}

// unwrapped drops the path from a file error, which is said already.
func unwrapped(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
