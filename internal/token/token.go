// Package token answers what a program does with signed tokens: where it decodes, verifies, signs and issues them, with which
// keys and options, and what is made of their claims.
//
// What libraries do with tokens is said by the models' lines of the role token; Events lists the calls and stores that such
// lines speak of, and all other answers start there.
package token

import "github.com/apivet/apivet/internal/program"

// Tokens is a program with what it does with signed tokens.
type Tokens struct {
	*program.Program
	events       []program.Event                      // all that has to do with signed tokens
	leading      map[*program.Fn]map[*program.Fn]bool // by function: those that lead to it
	claimReaders map[string][]*program.Fn             // by claim: the functions that read it
}

var shared = program.NewShared(func(p *program.Program) *Tokens {
	t := &Tokens{Program: p, leading: map[*program.Fn]map[*program.Fn]bool{}, claimReaders: map[string][]*program.Fn{}}
	t.events = t.allTokens()
	return t
})

// In returns what a program does with signed tokens.
func In(p *program.Program) *Tokens { return shared.Of(p) }

// Limits of searches inside functions and up from them.
const (
	maxHops     = 8  // nodes that a text is followed through
	maxStates   = 64 // states of an object that are looked at
	maxNesting  = 4  // embedded structs
	maxWrappers = 10 // functions that hand on what one verifies
)
