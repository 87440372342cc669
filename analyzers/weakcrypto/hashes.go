package weakcrypto

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
)

// hashes reports what MD5 and SHA-1 are used for.
func hashes(p *rule.Pass) {
	known := p.Program.Models.Secrets
	trace := credential.NewTrace(p.Program)
	for _, d := range digests(p.Program, "weak") {
		fates, contents, cut := credential.Fates(p.Program, d.Starts, func(name string) secret.Strength {
			if known.Password(name) {
				return secret.Strong
			}
			return known.Unguessable(name)
		})
		if cut {
			p.Cut(d.At, "what the digest becomes is used in too many places")
		}
		h := hashed{known: known, digest: d}
		h.compared(trace, fates)
		for _, ev := range append(slices.Clone(d.Data), contents...) {
			v, cut := trace.Origins(&ev)
			if cut != "" {
				p.Cut(ev.At, cut)
			}
			h.look(v)
		}
		report(p, h.judge())
	}
}

// hashed is a digest with what is hashed and what becomes of it.
type hashed struct {
	known    *secret.Knowledge
	digest   Digest
	fates    []program.Fate
	password string        // the name of a password that is hashed
	secret   string        // of another secret
	random   bool          // it is random
	stored   *program.Fate // it is compared with a password, so that is what is kept
	checked  bool          // it is compared with something else
	sent     bool          // a client gives what is hashed
}

// compared takes over what becomes of the digest, and looks at what it is compared with.
func (h *hashed) compared(trace *program.Trace, fates []program.Fate) {
	for i, f := range fates {
		if f.Other == nil {
			h.fates = append(h.fates, f)
			continue
		}
		h.checked = true
		v, _ := trace.Origins(f.Other)
		name, _ := credential.Strongest(v)
		if field := fieldOf(f.Other); h.known.Password(lastPart(field)) {
			name = field // Have: a hash is no secret by its name.
		}
		if h.known.Password(lastPart(name)) && !digested(v) {
			f.Name = "what is compared with " + name
			fates[i] = f
			h.stored = &fates[i]
		}
	}
}

// look notes the names of what is hashed.
func (h *hashed) look(v *program.Value) {
	seen := map[*program.Value]bool{}
	var visit func(v *program.Value)
	visit = func(v *program.Value) {
		if v == nil || seen[v] || v.Widened || v.Kind == program.Derived && !v.Legible {
			return
		}
		seen[v] = true
		h.random = h.random || v.Kind == program.Safe && v.Text == program.SecureRandom
		h.sent = h.sent || v.Kind == program.Source
		if m := credential.Of(v); m.Name != "" {
			switch last := lastPart(m.Name); {
			case h.known.Password(last):
				h.password = m.Name
			case m.Strength == secret.Strong && h.secret == "":
				h.secret = m.Name
			}
		}
		if v.Kind >= program.Concat {
			for _, part := range v.Parts {
				visit(part)
			}
		}
	}
	visit(v)
}

// digested tells whether a value is, in all its alternatives, something that the program made of another one: two digests
// are compared in place of two passwords, so that the comparison takes the same time.
func digested(v *program.Value) bool {
	seen := map[*program.Value]bool{}
	var all func(v *program.Value) bool
	all = func(v *program.Value) bool {
		switch {
		case v == nil || seen[v]:
			return true
		case v.Widened: // Have: what was kept in a field before.
			return false
		case v.Kind == program.Derived && v.Legible, v.Kind == program.Alt:
			seen[v] = true
			return !slices.ContainsFunc(v.Parts, func(part *program.Value) bool { return !all(part) })
		}
		return v.Kind == program.Derived || v.Kind == program.Safe
	}
	return all(v)
}

// judge decides what the digest is for.
func (h *hashed) judge() finding {
	f := finding{at: h.digest.At, check: "weak-hash", severity: rule.Low, precision: rule.Unsure}
	var fate *program.Fate
	switch made := h.field(func(string) bool { return true }); {
	case h.password != "":
		f.check, f.severity = "password-hash", rule.High
		f.message = h.password + " is hashed with " + h.digest.Name + ", which a thief of the hashes can undo: use bcrypt, scrypt or argon2"
		if fate, f.precision = h.kept(); h.digest.Chosen(namesHash) {
			f.precision = rule.Unsure
		}
	case made != nil && h.secret == "" && !h.random:
		fate = made
		f.severity, f.precision = rule.Medium, rule.Likely
		f.message = fate.Name + " is a digest (" + h.digest.Name + ") of what is no secret, so others can make it too: draw it with crypto/rand, or sign it with HMAC-SHA-256"
	default:
		f.message = h.digest.Name + " is a broken hash function: use SHA-256 where someone could gain from two texts with one digest"
	}
	if fate != nil && f.precision > rule.Unsure {
		f.follow(h.digest, fate)
	}
	return f
}

// hashWords are words of settings that say which hash function is to be used.
var hashWords = []string{"type", "method", "algorithm", "algo", "alg", "scheme", "mode", "hash", "hashing", "format", "encoding", "encryption", "kind"}

// namesHash tells whether a setting of a name chooses a hash function.
func namesHash(name string) bool {
	return slices.ContainsFunc(secret.Words(name), func(w string) bool { return slices.Contains(hashWords, w) })
}

// kept tells how sure it is that the digest is kept as a password's, and what shows it: a field, or a comparison with a
// password. Where it is only a token or signature, or a password that the program has itself, protocols of others have it.
func (h *hashed) kept() (*program.Fate, rule.Precision) {
	if f := h.field(h.known.Password); f != nil {
		return f, rule.Sure
	}
	if h.stored != nil {
		return h.stored, rule.Sure
	}
	if !h.sent && strings.Contains(h.password, ".") {
		return nil, rule.Unsure
	}
	for i := range h.fates {
		if h.known.Password(lastPart(h.fates[i].Name)) {
			return &h.fates[i], rule.Likely
		}
	}
	if len(h.fates) > 0 || h.checked {
		return nil, rule.Unsure
	}
	return nil, rule.Likely
}

// field is the first field that the digest is stored in and whose name is holds for; nil if there is none.
func (h *hashed) field(is func(name string) bool) *program.Fate {
	for i := range h.fates {
		if f := &h.fates[i]; f.Use == "" && strings.Contains(f.Name, ".") && f.Field && is(lastPart(f.Name)) {
			return f
		}
	}
	return nil
}

func lastPart(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
