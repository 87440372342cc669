package model

import (
	"fmt"
	"slices"
	"strings"
)

// Attribute is a word of a Policy or Setting entry that says how the library behaves: match=glob.
type Attribute struct{ Key, Value string }

// attributes are the words that entries of policies, and of what is set of them, may have, with their values; nil: any.
var attributes = map[string][]string{
	"unset":       {"any", "reflect", "same", "none", "panic"},
	"star":        {"literal", "reflect", "panic"},
	"validator":   {"wins", "also"},
	"credentials": {"true", "list"},
	"match":       {"exact", "glob", "anchored", "subdomain", "suffix", "regexp", "slashed", "path", "domain"},
	"split":       {"comma"},
	"subject":     nil,
	"result":      nil,
	"value":       nil,
	"of":          nil,
	"lacks":       {"httponly", "secure", "both"},
	"least":       nil,
}

// policyKinds are the kinds of policies.
var policyKinds = []string{"cors", "websocket", "cookie", "session", "server", "ssh", "cipher", "rsa", "nonce", "csrf", "oauth", "form", "store", "kdf"}

// settingKinds are what can be set of policies.
var settingKinds = []string{
	"cors/origins", "cors/hosts", "cors/any", "cors/validator", "cors/credentials", "cors/headers", "cors/reflect", "cors/patterns",
	"websocket/origins", "websocket/any", "websocket/validator", "websocket/config",
	"cookie/name", "cookie/value", "cookie/secure", "cookie/httponly", "cookie/maxage",
	"server/timeout", "server/address", "server/listener", "server/handler", "server/config",
	"tls/skip-verify", "tls/min-version", "tls/max-version", "tls/ciphers", "tls/verifier", "tls/server", "tls/resumption",
	"ssh/verifier", "rsa/bits", "nonce/value", "nonce/key", "csrf/bypass", "oauth/state", "oauth/redirect", "oauth/challenge", "kdf/cost", "kdf/password", "kdf/salt",
}

// Attr returns the value of an attribute; "" without one.
func (e *Entry) Attr(key string) string {
	for _, a := range e.Attributes {
		if a.Key == key {
			return a.Value
		}
	}
	return ""
}

// attribute reads a word "key=value" of an entry.
func (e *Entry) attribute(key, value string) error {
	values, ok := attributes[key]
	switch {
	case !ok || e.Role != Policy && e.Role != Setting && !(e.Role == Token && e.Kind == "claims" && key == "of"):
		return fmt.Errorf("unknown attribute %q: want by or style, or of a policy or setting one of unset, star, validator, credentials, match, split, subject, result, value, of, lacks and least", key)
	case value == "" || values != nil && !slices.Contains(values, value):
		return fmt.Errorf("bad value %q of %s: want one of %s", value, key, strings.Join(values, ", "))
	}
	if key == "subject" || key == "result" {
		if _, err := parseIndex(value); err != nil {
			return err
		}
	}
	e.Attributes = append(e.Attributes, Attribute{key, value})
	return nil
}

// checkPolicy tells whether a policy's or setting's kind is known.
func (e *Entry) checkPolicy() error {
	known := policyKinds
	if e.Role == Setting {
		known = settingKinds
	}
	if !slices.Contains(known, e.Kind) {
		return fmt.Errorf("unknown kind %q: want one of %s", e.Kind, strings.Join(known, ", "))
	}
	return nil
}

// SettingFields returns the fields of a type, given by its symbol, that set something of a kind, in order of the entries.
func (s *Set) SettingFields(typ, kind string) []Entry {
	var out []Entry
	for _, e := range s.settings[typ] {
		if e.Kind == kind {
			out = append(out, e)
		}
	}
	return out
}

// Configures tells whether values of a type, given by its symbol, hold settings of a policy.
func (s *Set) Configures(typ string) bool { return len(s.settings[typ]) > 0 }

// FieldsSetting returns the fields of all types that set something of a kind, in order of their symbols.
func (s *Set) FieldsSetting(kind string) []Entry {
	var out []Entry
	for _, entries := range s.settings {
		for _, e := range entries {
			if e.Kind == kind {
				out = append(out, e)
			}
		}
	}
	slices.SortFunc(out, func(a, b Entry) int { return strings.Compare(a.Symbol, b.Symbol) })
	return out
}

// IndexOf returns the number that an attribute names an argument or result by; false without the attribute.
func (e *Entry) IndexOf(key string) (int, bool) {
	v := e.Attr(key)
	if v == "" {
		return 0, false
	}
	i, err := parseIndex(v)
	return i.N, err == nil
}
