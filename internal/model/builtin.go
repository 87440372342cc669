package model

import (
	"embed"
	"errors"
	"sync"
)

//go:embed data/*.model
var data embed.FS

var builtin = sync.OnceValues(parseBuiltin)

// Builtin returns the models that come with apivet.
func Builtin() (*Set, error) { return builtin() }

func parseBuiltin() (*Set, error) {
	entries, err := BuiltinEntries()
	if err != nil {
		return nil, err
	}
	return NewSet(entries), nil
}

// BuiltinEntries returns the entries of the built-in models in order of file and line.
func BuiltinEntries() ([]Entry, error) {
	files, err := data.ReadDir("data")
	if err != nil {
		return nil, err
	}
	var all []Entry
	var errs []error
	for _, f := range files {
		r, err := data.Open("data/" + f.Name())
		if err != nil {
			return nil, err
		}
		entries, err := Parse(f.Name(), r)
		errs = append(errs, err, r.Close())
		all = append(all, entries...)
	}
	return all, errors.Join(errs...)
}
