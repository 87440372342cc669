package secret

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words splits an identifier, header, setting or variable name into its words, lower-cased: at changes of case, digits'
// ends and all that is neither letter nor digit. "apiKeyID2" is api, key, id, 2; "HTTPToken" is http, token.
func Words(name string) []string {
	var out []string
	start := 0 // of the word that name[:i] ends with
	before := rune(0)
	for i, r := range name {
		letter, digit := unicode.IsLetter(r), unicode.IsDigit(r)
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(name[i:])
		}
		switch {
		case !letter && !digit:
			out = appendWord(out, name[start:i])
			start = i + size
		case i > start && (unicode.IsUpper(r) && (!unicode.IsUpper(before) || startsWord(name[i+size:])) || digit != unicode.IsDigit(before)):
			out = appendWord(out, name[start:i])
			start = i
		}
		before = r
	}
	return joined(appendWord(out, name[start:]))
}

func appendWord(words []string, w string) []string {
	if w == "" {
		return words
	}
	return append(words, strings.ToLower(w))
}

// startsWord tells whether an upper-case letter before rest begins a word: the T of "HTTPToken", but not the D of "IDs", which
// ends an abbreviation in the plural.
func startsWord(rest string) bool {
	next, size := utf8.DecodeRuneInString(rest)
	if !unicode.IsLower(next) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest[size:])
	return next != 's' || unicode.IsLower(after)
}

// joined puts together the words that camel case takes apart: "o auth" of OAuth, "pass word" of PassWord.
func joined(words []string) []string {
	out := words[:0]
	for _, w := range words {
		if n := len(out); n > 0 {
			switch out[n-1] + " " + w {
			case "o auth", "pass word", "pass wd", "pass phrase", "pass code", "sq lite":
				out[n-1] += w
				continue
			}
		}
		out = append(out, w)
	}
	return out
}
