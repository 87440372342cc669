package model

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
