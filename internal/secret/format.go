package secret

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	errNoWords = errors.New("no words")
	errClass   = errors.New("unknown class: want strong, weak, other, first, preposition, trailing, blank, foreign, local, handle, beside, plainword, pair, weakpair, header, cookie, env, common, public, term, whole, name, plain or format")
)

// Format is a known form of tokens.
type Format struct {
	ID       string
	Provider string
	prefixes []string
	re       *regexp.Regexp
}

// Hit is a token found in a text.
type Hit struct {
	Format     *Format
	Start, End int // bytes
	// Sure: the token's own checksum or structure holds, or the form has none and is not seen by chance.
	Sure bool
}

// addFormat reads the words of a format line: id, provider, the prefixes one of which every token holds (with commas), and
// the expression.
func (k *Knowledge) addFormat(words []string) error {
	if len(words) != 4 {
		return errors.New("want: format ID PROVIDER PREFIX,... REGEXP")
	}
	re, err := regexp.Compile(strings.ReplaceAll(words[3], `\x20`, " "))
	if err != nil {
		return fmt.Errorf("expression of the format: %w", err)
	}
	f := &Format{ID: words[0], Provider: strings.ReplaceAll(words[1], "_", " "), prefixes: strings.Split(strings.ReplaceAll(words[2], `\x20`, " "), ","), re: re}
	k.formats = append(k.formats, f)
	for _, p := range f.prefixes {
		k.begins[p[0]] = append(k.begins[p[0]], f)
	}
	return nil
}

// maxToken is the length of a text in which tokens are searched, in bytes.
const maxToken = 1 << 20

// Find returns the first token of a known form in a text. Each expression reads the text at most once, and only where what all
// tokens of its form hold is there.
func (k *Knowledge) Find(text string) (Hit, bool) {
	if len(text) < 12 || len(text) > maxToken {
		return Hit{}, false
	}
	var best Hit
	seen := map[*Format]bool{}
	for i := range len(text) {
		for _, f := range k.begins[text[i]] {
			if seen[f] || !f.begins(text[i:]) {
				continue
			}
			seen[f] = true
			if h, ok := k.firstOf(f, text); ok && (best.Format == nil || h.Start < best.Start) {
				best = h
			}
		}
		if best.Format != nil && best.Start < i {
			break // Have: what begins behind it comes later.
		}
	}
	return best, best.Format != nil
}

// firstOf returns the first token of a form.
func (k *Knowledge) firstOf(f *Format, text string) (Hit, bool) {
	for at := 0; at < len(text); {
		m := f.re.FindStringIndex(text[at:])
		if m == nil || m[1] == m[0] {
			break
		}
		h := Hit{Format: f, Start: at + m[0], End: at + m[1]}
		if real, sure := k.verify(f, text[h.Start:h.End]); real && !strings.HasPrefix(text[h.End:], "..") && !strings.HasPrefix(text[h.End:], "…") {
			h.Sure = sure
			return h, true
		}
		at = h.End
	}
	return Hit{}, false
}

func (f *Format) begins(text string) bool {
	for _, p := range f.prefixes {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}

// verify looks at what the expression cannot: examples, fillers, checksums and structure.
func (k *Knowledge) verify(f *Format, token string) (real, sure bool) {
	switch f.ID {
	case "auth-header":
		return k.authorizes(token), false
	case "jwt":
		return signed(token), true
	case "private-key":
		_, body, _ := strings.Cut(token, "KEY")
		return len(body) >= 60, true
	case "aws-access-key-id":
		return strings.ContainsAny(token[4:], "234567") && !filler(token[4:]) && !strings.Contains(token, "EXAMPLE"), true
	case "github-pat":
		return !filler(token[4:]), githubSum(token)
	case "stripe":
		return !filler(token), !strings.Contains(token, "_test_")
	case "gcp-service-account":
		return true, true
	}
	body := token
	for _, p := range f.prefixes {
		body = strings.TrimPrefix(body, p)
	}
	return !filler(body) && !strings.Contains(strings.ToUpper(body), "EXAMPLE"), true
}

// filler tells whether a token's random part is none: one character or a short sequence again and again, or a word that
// says so.
func filler(s string) bool {
	seen := map[byte]bool{}
	run := 1
	for i := range len(s) {
		seen[s[i]] = true
		if i > 0 && s[i] == s[i-1] {
			if run++; run >= 6 {
				return true
			}
		} else {
			run = 1
		}
	}
	return len(s) >= 12 && len(seen) < 6 || repeats(s) || Placeholder(s)
}

// repeats tells whether a text is a sequence of at most ten characters again and again.
func repeats(s string) bool {
	for n := 1; n <= 10 && 3*n <= len(s); n++ {
		if s[n:] == s[:len(s)-n] {
			return true
		}
	}
	return false
}

// base62 are the digits of checksums in tokens of GitHub.
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// githubSum checks the last six characters of a token: the CRC-32 of the 30 before them, to the base of 62 ("Behind
// GitHub's new authentication token formats", 2021).
func githubSum(token string) bool {
	if len(token) != 40 {
		return false
	}
	sum := crc32.ChecksumIEEE([]byte(token[4:34]))
	want := make([]byte, 6)
	for i := range want {
		want[len(want)-1-i] = base62[sum%62]
		sum /= 62
	}
	return string(want) == token[34:]
}

// authorizes tells whether the value of an Authorization header holds a credential: a user's name with a password, or a token
// that looks like one.
func (k *Knowledge) authorizes(header string) bool {
	scheme, token, _ := strings.Cut(header, " ")
	if scheme != "Basic" {
		return len(token) >= 16 && k.Plausible(token)
	}
	data, err := base64.StdEncoding.DecodeString(token)
	if err != nil || !utf8.Valid(data) {
		return false
	}
	user, password, ok := strings.Cut(string(data), ":")
	return ok && k.Taken(password) && !Placeholder(password) && k.Name(password) == None && user != password
}

// signed tells whether a JWT's header names an algorithm that signs.
func signed(token string) bool {
	head, _, _ := strings.Cut(token, ".")
	data, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(head, "="))
	if err != nil {
		return false
	}
	var h struct {
		Alg string `json:"alg"`
	}
	return json.Unmarshal(data, &h) == nil && h.Alg != "" && !strings.EqualFold(h.Alg, "none")
}
