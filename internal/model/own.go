package model

// addOwn notes a function that the user's lines speak of.
func (s *Set) addOwn(symbol string) {
	if s.own == nil {
		s.own = map[string]bool{}
	}
	s.own[symbol] = true
}

// Own tells whether a line of the user's speaks of a function.
func (s *Set) Own(symbol string) bool { return s.own[symbol] }

// SecretType tells whether the user's lines say of a type that its values are secrets, or that they are none.
func (s *Set) SecretType(symbol string) (is, known bool) {
	for _, e := range s.entries[Type][symbol] {
		switch {
		case e.Role == Public:
			return false, true
		case e.Own && e.Role == Source && e.Kind == "secret":
			return true, true
		}
	}
	return false, false
}
