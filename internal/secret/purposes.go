package secret

import (
	"slices"
	"strings"
)

// purposes are words of names that say what a value is for, where more is asked than whether it is a secret.
type purposes struct {
	guess      map[string]bool // last words of what must not be guessed, though it may be seen: nonce, salt
	guessPairs [][]string
	session    map[string]bool // words of cookies that stand for a user's session, besides those of the class cookie
	notSession map[string]bool // words that make such a cookie another one
	mode       map[string]bool // names of modes for development
	production map[string]bool // names of the other modes
	password   map[string]bool // words of secrets that people choose
	digest     map[string]bool // words of digests
}

func newPurposes() purposes {
	return purposes{guess: map[string]bool{}, session: map[string]bool{}, notSession: map[string]bool{}, mode: map[string]bool{}, production: map[string]bool{}, password: map[string]bool{}, digest: map[string]bool{}}
}

// add takes over words of a class; false if there is no such class.
func (p *purposes) add(class string, words []string) bool {
	if class == "unguessable-pair" {
		p.guessPairs = append(p.guessPairs, words)
		return true
	}
	set := map[string]map[string]bool{"unguessable": p.guess, "session": p.session, "not-session": p.notSession, "mode": p.mode, "production": p.production, "password": p.password, "digest": p.digest}[class]
	for _, w := range words {
		if set != nil {
			set[strings.ToLower(w)] = true
		}
	}
	return set != nil
}

// Unguessable judges a name as Name does, and tells how much it says that nobody may be able to guess the value: a secret,
// a nonce, a code that is sent to someone.
func (k *Knowledge) Unguessable(name string) Strength {
	if s := k.Name(name); s != None {
		return s
	}
	if len(name) < 2 || len(name) > 100 {
		return None
	}
	words := k.head(Words(name))
	if len(words) == 0 || k.first[words[0]] && len(words) > 1 {
		return None
	}
	own := 0
	if k.purposes.guess[words[len(words)-1]] {
		own = 1
	}
	for _, p := range k.purposes.guessPairs {
		if len(p) <= len(words) && slices.Equal(words[len(words)-len(p):], p) {
			own = len(p)
		}
	}
	if own == 0 || slices.ContainsFunc(words[:len(words)-own], func(w string) bool { return k.other[w] }) {
		return None
	}
	return Weak
}

// Kept tells whether a name says so much of a value that summaries keep it.
func (k *Knowledge) Kept(name string) bool { return k.Unguessable(name) != None }

// Password tells whether a name is that of a secret which a person chooses, or of a digest of one.
func (k *Knowledge) Password(name string) bool {
	words := k.head(Words(name))
	at := slices.IndexFunc(words, func(w string) bool { return k.purposes.password[w] })
	return at >= 0 && !k.first[words[0]] && !slices.ContainsFunc(words[at+1:], func(w string) bool {
		return !k.purposes.password[w] && !k.purposes.digest[w] && !k.purposes.guess[w] && !k.trailing[w] && strings.Trim(w, "0123456789") != ""
	})
}

// PasswordItself tells whether a name is that of a password, not of a token or a code for one.
func (k *Knowledge) PasswordItself(name string) bool {
	return k.Password(name) && !slices.ContainsFunc(k.head(Words(name)), func(w string) bool { return k.purposes.guess[w] && !k.purposes.password[w] })
}

// Session tells whether a cookie of this name stands for a user's session.
func (k *Knowledge) Session(name string) bool {
	words := Words(name)
	has := func(set map[string]bool) bool {
		return slices.ContainsFunc(words, func(w string) bool { return set[w] })
	}
	return (has(k.cookies) || has(k.purposes.session)) && !has(k.purposes.notSession)
}

// Production tells whether a text is the name of the mode in which users are served.
func (k *Knowledge) Production(text string) bool { return k.purposes.production[strings.ToLower(text)] }

// Mode tells whether a text is the name of a mode for development, such as "debug".
func (k *Knowledge) Mode(text string) bool {
	return slices.ContainsFunc(Words(text), func(w string) bool { return k.purposes.mode[w] }) && len(text) <= 20
}
