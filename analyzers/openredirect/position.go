package openredirect

import (
	"strings"

	"github.com/apivet/apivet/internal/flow"
	"github.com/apivet/apivet/internal/program"
)

// Position is what a hole decides of the URL that it is in.
type Position uint8

// The positions, worst last.
const (
	Inside   Position = iota // behind a constant host, or in a path, query or fragment: harmless
	Slash                    // right behind the first slash: a second one makes it a host
	HostEnd                  // right behind a constant host: ".evil.example" and "@evil.example" change it
	Host                     // the host, or a part of it
	Complete                 // the whole URL, or its beginning
)

// phase is what was read of a URL so far.
type phase uint8

const (
	begin     phase = iota // nothing
	scheme                 // letters that can be a scheme
	colon                  // a scheme that leads to another host, its colon, and any slashes
	slash                  // one slash, or a backslash that browsers take for one
	authority              // a part of the host
	settled                // all that decides about the host
)

// state is a phase, with the letters of the scheme as far as they are "https".
type state struct {
	phase phase
	word  string
}

// reader reads URLs as browsers do.
var reader = flow.Reader[state, Position]{
	Text: func(s state, text string) state {
		for i := 0; i < len(text) && s.phase != settled; i++ {
			s = s.next(text[i])
		}
		return s
	},
	Hole: func(s state, _ *program.Value) (Position, state) {
		switch s.phase {
		case begin:
			return Complete, state{phase: settled}
		case colon:
			return Host, state{phase: authority}
		case slash:
			return Slash, state{phase: settled}
		case authority:
			return HostEnd, s
		}
		return Inside, state{phase: settled}
	},
}

// next is the state behind a character.
func (s state) next(c byte) state {
	slashed := c == '/' || c == '\\'
	switch s.phase {
	case begin:
		switch {
		case slashed:
			return state{phase: slash}
		case c <= ' ':
			return s
		case letter(c):
			return state{phase: scheme, word: short(string(c))}
		}
	case scheme:
		switch {
		case c == ':' && (s.word == "http" || s.word == "https"):
			return state{phase: colon}
		case letter(c):
			return state{phase: scheme, word: short(s.word + string(c))}
		}
	case colon:
		if slashed {
			return s
		}
		return state{phase: authority}
	case slash:
		if slashed {
			return state{phase: colon}
		}
	case authority:
		if !slashed && c != '?' && c != '#' {
			return s
		}
	}
	return state{phase: settled}
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// short keeps the states few: of words longer than any scheme of interest it keeps that they are too long.
func short(word string) string { return strings.ToLower(word[:min(len(word), len("https")+1)]) }

// worst picks the position in which a hole decides most.
func worst(ps []Position) Position {
	out := ps[0]
	for _, p := range ps {
		out = max(out, p)
	}
	return out
}
