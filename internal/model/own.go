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
