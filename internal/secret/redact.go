package secret

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var quoted = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"?|`[^`]*`?")

// Mask returns what may be shown of a secret: its first and last two characters where enough are left, and that it was cut.
func Mask(s string) string {
	rs := []rune(s)
	for _, r := range rs {
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			return "…"
		}
	}
	if len(rs) < 12 {
		return "…"
	}
	return string(rs[:2]) + "…" + string(rs[len(rs)-2:])
}

// Redact hides the secrets in the string literals of a line of source: those that look like one, or all. Hidden text keeps
// its length.
func (k *Knowledge) Redact(line string, all bool) string {
	if all {
		line = string(hideBytes([]byte(line), byteList, numbers))
	}
	return quoted.ReplaceAllStringFunc(line, func(lit string) string {
		text := strings.Trim(lit, "\"`")
		if len(text) < 2 || !all && !k.looksSecret(text) {
			return lit
		}
		return lit[:1] + strings.Repeat("*", len(text)) + lit[1+len(text):]
	})
}

func (k *Knowledge) looksSecret(text string) bool {
	if _, ok := k.Find(text); ok || k.Plausible(text) || strings.Contains(text, "PRIVATE KEY-----") {
		return true
	}
	if _, _, ok := InURL(text); ok {
		return true
	}
	token, ok := Credentials(text)
	return ok && k.Plausible(token)
}

// Message hides the literals that a compiler quotes in an error message; import paths stay.
func Message(msg string) string {
	if strings.Contains(msg, "imported and not used") || strings.Contains(msg, "imported as") {
		return msg
	}
	ofPackages := aboutPackages.MatchString(msg)
	return quoted.ReplaceAllStringFunc(msg, func(lit string) string {
		if text := strings.Trim(lit, "\"`"); len(text) >= 4 && !(ofPackages && importPath.MatchString(text)) {
			return lit[:1] + "…" + lit[len(lit)-1:]
		}
		return lit
	})
}

// aboutPackages matches messages that speak of packages and modules.
var aboutPackages = regexp.MustCompile(`\b(?:package|import|module|go\.(?:mod|sum|work)|go (?:mod|get|build|list|work))\b`)

// importPath matches paths of packages and commands as error messages name them.
var importPath = regexp.MustCompile(`^[a-z0-9.-]+(?:/[\w.~-]+)+$|^go (?:mod|get|build|list|work) ?[a-z]*|^go$`)

// byteList is what stands in a list of bytes, up to its end or that of the text; numbers is a line of such a list.
var (
	byteList = regexp.MustCompile(`(?:byte|uint8)\s*\{([^{}"` + "`" + `]+)`)
	numbers  = regexp.MustCompile(`(?m)^\s*((?:(?:0[xX][0-9a-fA-F]+|\d+|'.'),?[ \t]*){4,})(?:\}|//|$)`)
)

// hideBytes hides the numbers and characters in lists of bytes, as expressions find them.
func hideBytes(src []byte, lists ...*regexp.Regexp) []byte {
	for _, re := range lists {
		for _, m := range re.FindAllSubmatchIndex(src, -1) {
			for i, c := range src[m[2]:m[3]] {
				if c != ',' && !unicode.IsSpace(rune(c)) {
					src[m[2]+i] = '*'
				}
			}
		}
	}
	return src
}
