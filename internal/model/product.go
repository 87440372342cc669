package model

import (
	"slices"
	"strings"
)

// Product is what a walk for values sees in the output of a line whose role belongs to one subject.
type Product uint8

// The products.
const (
	Nothing Product = iota
	Made            // an object that is known by the call that makes it, such as an option
	Mark            // an object that is known by the line's symbol alone
	Inputs          // something that is made of the inputs
)

// Product returns what a walk for values sees in the output of a line.
func (e *Entry) Product() Product {
	switch {
	case e.Role != Token:
		return Nothing
	case e.Kind == "fetch":
		return Inputs
	case strings.HasPrefix(e.Kind, "own/"):
		return Mark
	case e.Kind == "parser", e.Kind == "method", e.Kind == "none", strings.HasPrefix(e.Kind, "option/"), e.Bare():
		return Made
	}
	return Nothing
}

// Bare tells whether a line is of a function that makes a token without claims.
func (e *Entry) Bare() bool { return e.Role == Token && e.Kind == "signs" && len(e.In) == 0 }

// Expiry is the key of the expiry in claims that are a map (RFC 7519, section 4.1.4).
const Expiry = "exp"

// Sets is the key that a line says is set in a map that its function changes; "" if it says nothing of it.
func (e *Entry) Sets() string {
	if e.Role == Token && e.Kind == "expiry" {
		return Expiry
	}
	return ""
}

// Default tells whether a line says that its input is the value of a setting unless that is set, and by names the setting.
func (e *Entry) Default() bool { return e.Role == Sink && e.Kind == "secret/default" }

// List tells whether what a line sets is a list: then its elements are of interest.
func (e *Entry) List() bool {
	_, kind, _ := strings.Cut(e.Kind, "/")
	return (kind == "origins" || kind == "hosts" || kind == "headers") && e.Attr("split") == ""
}

// Shaped tells whether a line says of a field, given by its symbol, that it has a shape.
func (s *Set) Shaped(field, shape string) bool {
	return slices.ContainsFunc(s.entries[Field][field], func(e Entry) bool { return e.Role == Shape && e.Kind == shape })
}
