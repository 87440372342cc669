package model

import (
	"maps"
	"slices"
)

// addOwn notes a line of the user's that speaks of a function.
func (s *Set) addOwn(e Entry) {
	if s.own == nil {
		s.own = map[string]Entry{}
	}
	if _, ok := s.own[e.Symbol]; !ok {
		s.own[e.Symbol] = e
	}
}

// Own tells whether a line of the user's speaks of a function.
func (s *Set) Own(symbol string) bool {
	_, ok := s.own[symbol]
	return ok
}

// OwnFuncs returns the user's lines that speak of functions, the first of each function, by their symbols.
func (s *Set) OwnFuncs() []Entry {
	var out []Entry
	for _, symbol := range slices.Sorted(maps.Keys(s.own)) {
		out = append(out, s.own[symbol])
	}
	return out
}

// SecretType tells whether the user's lines say of a type that its values are secrets, or that they are none.
func (s *Set) SecretType(symbol string) (is, known bool) {
	for _, e := range s.entries[Type][symbol] {
		switch {
		case e.Role == Public:
			return false, true
		case e.Own && e.Role == Confidential && e.Kind == "secret":
			return true, true
		}
	}
	return false, false
}

// Carries tells whether a library's type, given by its symbol, holds secrets whatever a value of it holds: "secret", or
// "secret-header" for requests and their headers; "" if not.
func (s *Set) Carries(symbol string) string {
	for _, e := range s.entries[Type][symbol] {
		if e.Role == Confidential {
			return e.Kind
		}
	}
	return ""
}

// Shaped tells whether a line says of a field, given by its symbol, that it has a shape.
func (s *Set) Shaped(field, shape string) bool {
	return slices.ContainsFunc(s.entries[Field][field], func(e Entry) bool { return e.Role == Shape && e.Kind == shape })
}
