package secret

import (
	"strings"
	"unicode"
)

// Words splits an identifier, header, setting or variable name into its words, lower-cased: at changes of case, digits'
// ends and all that is neither letter nor digit. "apiKeyID2" is api, key, id, 2; "HTTPToken" is http, token.
func Words(name string) []string {
	var out []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			out = append(out, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	rs := []rune(name)
	for i, r := range rs {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			continue
		case i == 0:
		case unicode.IsUpper(r) && !unicode.IsUpper(rs[i-1]),
			unicode.IsUpper(r) && i+1 < len(rs) && unicode.IsLower(rs[i+1]) && !plural(rs, i),
			unicode.IsDigit(r) != unicode.IsDigit(rs[i-1]):
			flush()
		}
		word = append(word, r)
	}
	flush()
	return joined(out)
}

// plural tells whether the upper-case letter at i ends an abbreviation in the plural: the D of "IDs".
func plural(rs []rune, i int) bool {
	return rs[i+1] == 's' && (i+2 == len(rs) || !unicode.IsLower(rs[i+2]))
}

// joined puts together the words that camel case takes apart: "o auth" of OAuth, "pass word" of PassWord.
func joined(words []string) []string {
	out := words[:0]
	for _, w := range words {
		if n := len(out); n > 0 {
			switch out[n-1] + " " + w {
			case "o auth", "pass word", "pass wd", "pass phrase", "pass code":
				out[n-1] += w
				continue
			}
		}
		out = append(out, w)
	}
	return out
}
