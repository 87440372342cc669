package jwtverify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rewrite"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/token"
)

// none reports tokens without a signature: made, or accepted.
func (c *checker) none() {
	finding := func(format string, args ...any) rule.Finding {
		return rule.Finding{Check: "none", Severity: rule.Critical, Precision: rule.Sure, Message: fmt.Sprintf(format, args...)}
	}
	made := map[*program.Fn]bool{} // functions that make such tokens: how they sign them says nothing new
	for _, ev := range c.prog.Tokens("signs") {
		if c.prog.NoneMethod(&ev) {
			made[ev.Fn] = true
			c.report(finding("%s makes a token without a signature: sign it with a key", ev.Name), ev.At)
		}
	}
	for _, ev := range c.prog.Tokens("sign") {
		if ev.Entry.Kind != "sign" || made[ev.Fn] {
			continue
		}
		for _, k := range c.prog.SigningKeys(&ev) {
			if k.None {
				c.report(finding("%s leaves the token without a signature: sign it with a key", ev.Name), ev.At)
			}
		}
	}
	for _, ev := range c.prog.UnderNone() {
		c.report(finding("%s accepts tokens without a signature: verify them with a key", ev.Name), ev.At)
	}
	for _, ev := range c.prog.Tokens("option/none") {
		c.report(finding("%s leaves the token without a signature: anyone can make one like it", ev.Name), ev.At)
	}
}

// ownKeys reports verifications by a key, or under an algorithm, that the token brings along.
func (c *checker) ownKeys() {
	for _, k := range c.prog.OwnKeys() {
		f := rule.Finding{Check: "algorithm", Severity: rule.Critical, Precision: rule.Likely}
		switch {
		case k.What == "algorithm":
			f.Severity = rule.Medium
			f.Message = fmt.Sprintf("%s verifies by the algorithm that the token asks for: name the one that the key is for", k.Name)
		case c.prog.Thumbprint(&k.Event):
			continue
		default:
			f.Message = fmt.Sprintf("%s verifies the token with the key from its own header: whoever makes the token chooses it; use a key of your own, chosen by kid", k.Name)
		}
		c.report(f, k.At, append(way(k.Value, k.From), step{k.At, "taken by " + k.Name})...)
	}
}

// chosen are the keys of a token's header that name or hold a key.
var chosen = []string{"jku", "jwk", "x5c", "x5u"}

// keyFuncs reports functions that return a key for whatever the token asks for.
func (c *checker) keyFuncs() {
	for _, k := range c.prog.KeyFuncs() {
		for _, key := range k.Keys {
			if key.None {
				c.report(rule.Finding{
					Check: "none", Severity: rule.Critical, Precision: rule.Sure,
					Message: fmt.Sprintf("tokens without a signature are accepted: the key function of %s returns the key that stands for none", k.Name),
				}, key.At, step{k.At, "key function of " + k.Name})
			}
		}
		if h := slices.IndexFunc(k.Header, func(key string) bool { return slices.Contains(chosen, key) }); h >= 0 {
			c.header(&k, k.Header[h])
		}
		if k.Algorithm || k.Options.Is("algorithms") != token.No {
			continue
		}
		for _, key := range k.Keys {
			if key.Public {
				c.algorithm(&k, key)
				break
			}
		}
	}
	for _, k := range c.prog.FieldKeys() {
		for _, key := range k.Keys {
			if key.Public && k.Options.Is("algorithms") == token.No {
				c.algorithm(&k, key)
				break
			}
		}
	}
}

// header reports a key that the token itself names.
func (c *checker) header(k *token.KeyFunc, key string) {
	at := program.Place{Fn: k.Func, Pos: k.Func.Pos}
	if len(k.Keys) > 0 {
		at = k.Keys[0].At
	}
	if c.prog.Pinned(k.Func, key) {
		return
	}
	c.report(rule.Finding{
		Check: "algorithm", Severity: rule.Critical, Precision: rule.Likely,
		Message: fmt.Sprintf("the key is taken from the header %q of the token that it is to verify: whoever makes the token chooses it; use a key of your own, chosen by kid", key),
	}, at, step{k.At, "key function of " + k.Name})
}

// algorithm reports a public key that is returned for any method.
func (c *checker) algorithm(k *token.KeyFunc, key token.Key) {
	name := key.Type.Name[strings.LastIndexByte(key.Type.Name, '/')+1:]
	f := rule.Finding{Check: "algorithm", Severity: rule.Medium, Precision: rule.Likely, Propose: c.methods(k, key)}
	remedy, role := "compare token.Method in the key function", "key function of "
	switch {
	case k.Func == nil:
		remedy, role = "name the one that it is for beside it", "taken as "
	case k.Call >= 0:
		remedy = "give the parser the methods that are valid, or compare the token's method in the key function"
	}
	f.Message = fmt.Sprintf("a public key (%s) is taken for any algorithm that the token asks for: %s", name, remedy)
	c.report(f, key.At, step{k.At, role + k.Name})
}

// admitted are the methods under which a key of a family can be used at all (RFC 7518, section 3.1; RFC 8037).
var admitted = map[string]string{
	"rsa":     `"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"`,
	"ecdsa":   `"ES256", "ES384", "ES512"`,
	"ed25519": `"EdDSA"`,
}

// methods proposes to list the methods that the key admits, where the call that verifies takes such a list; what is accepted
// stays the same.
func (c *checker) methods(k *token.KeyFunc, key token.Key) func(src []byte) *rule.Fix {
	option := c.prog.Models.TokenOption(k.Entry.Package, "option/algorithms")
	call := rule.RangeOf(k.At)
	if option == "" || strings.HasPrefix(k.Entry.Symbol, "(") || key.Family == "" || k.Call < 0 || len(k.Keys) != 1 || k.At.File() != key.At.File() {
		return nil
	}
	argument := option[strings.LastIndexByte(option, '.')+1:] + "([]string{" + admitted[key.Family] + "})"
	return func(src []byte) *rule.Fix {
		edits := rewrite.Argument(call.File, src, call.Line, call.Column, argument)
		if edits == nil {
			return nil
		}
		fix := &rule.Fix{Message: "list the methods that the key is for"}
		for _, e := range edits {
			fix.Edits = append(fix.Edits, rule.Edit{File: call.File, Start: e.Start, End: e.End, New: e.New})
		}
		return fix
	}
}

// weakKeys reports keys of symmetric signatures that are read of the environment and may be empty, and those that are made too
// short.
func (c *checker) weakKeys() {
	for _, k := range c.prog.EnvironmentKeys() {
		c.report(rule.Finding{
			Check: "key", Severity: rule.High, Precision: rule.Likely, Open: true,
			Message: fmt.Sprintf("the key of the token's signature is empty where %s is not set: check it at start, and its length (32 bytes or more)", k.Variable),
		}, k.At, append(way(k.Value, k.Leaf), step{k.Used.At, "taken as key by " + k.Used.Name})...)
	}
	for _, k := range c.prog.ShortKeys() {
		c.report(rule.Finding{
			Check: "key", Severity: rule.Medium, Precision: rule.Likely,
			Message: fmt.Sprintf("the key of the token's signature has %d bytes: make it of 32 or more", k.Size),
		}, k.At, step{k.Used.At, "taken as key by " + k.Used.Name})
	}
}
