package secret

import (
	"math"
	"regexp"
	"strings"
	"unicode"
)

var (
	urlForm   = regexp.MustCompile(`\b[a-zA-Z][a-zA-Z0-9+.-]{1,20}://([^\s:/@?#]{0,64}):([^\s/@]{1,128})@([\w.-]+)`)
	mysqlForm = regexp.MustCompile(`^([^:@/\s]{1,64}):([^\s/]\S{0,127})@(?:[a-zA-Z0-9+_]*\(|/)`)
	keyForm   = regexp.MustCompile(`(?i)\b[a-z_]*(?:password|passwd|pwd|_pass|\bpass)\s*=(?:'([^']{1,128})'|([^\s;'"&]{1,128}))`)
	authForm  = regexp.MustCompile(`^(?i:Basic|Bearer|Token|ApiKey) +([A-Za-z0-9+/._=-]{4,})$`)
)

// InURL returns the password that a connection string or a URL holds, and where in it: in the form of URLs, of Go's MySQL
// driver, or of key=value.
func InURL(text string) (password string, start int, ok bool) {
	for _, f := range []struct {
		re     *regexp.Regexp
		groups []int
	}{{urlForm, []int{2}}, {mysqlForm, []int{2}}, {keyForm, []int{1, 2}}} {
		m := f.re.FindStringSubmatchIndex(text)
		for _, g := range f.groups {
			if m != nil && m[2*g] >= 0 {
				return text[m[2*g]:m[2*g+1]], m[2*g], true
			}
		}
	}
	return "", 0, false
}

// expression matches regular expressions, such as those that find addresses.
var expression = regexp.MustCompile(`\\[dwsbSWD.]|\(\?|\[\^|[\])][+*?{]|^\^`)

// URL returns the password in a text that is a URL or a MySQL connection string, whatever it is used for.
func (k *Knowledge) URL(text string) (password string, start int, ok bool) {
	if !strings.Contains(text, "@") || len(text) > 2000 || expression.MatchString(text) {
		return "", 0, false
	}
	for _, re := range []*regexp.Regexp{urlForm, mysqlForm} {
		m := re.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		pw := text[m[4]:m[5]]
		user := text[m[2]:m[3]]
		host := ""
		if len(m) > 6 {
			host = text[m[6]:m[7]]
		}
		if Placeholder(pw) || k.common[strings.ToLower(pw)] || k.Name(pw) != None || len(pw) < 6 || strings.EqualFold(user, pw) || sample(host) || varlike(pw) {
			continue
		}
		return pw, m[4], true
	}
	return "", 0, false
}

// sample tells whether a host is one of examples and of the own machine.
func sample(host string) bool {
	host = strings.ToLower(host)
	return host == "host" || host == "hostname" || host == "localhost" || host == "127.0.0.1" || host == "db" || host == "server" ||
		strings.HasPrefix(host, "example.") || strings.Contains(host, ".example") || strings.HasSuffix(host, ".test") || strings.Contains(host, "yourhost")
}

var schemeForm = regexp.MustCompile(`^(?i:Basic|Bearer|Token|Api-?Key|OAuth|SSWS|GenieKey)(?: +|=)(.+)$`)

// Scheme returns what stands behind the scheme in the value of an Authorization header, whatever it is.
func Scheme(header string) (rest string, ok bool) {
	m := schemeForm.FindStringSubmatch(header)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// Credentials returns what stands behind the scheme in the value of an Authorization header.
func Credentials(header string) (string, bool) {
	m := authForm.FindStringSubmatch(header)
	if m == nil {
		return "", false
	}
	return m[1], true
}

var placeholder = regexp.MustCompile(`(?i)^<.*>$|^\[.*\]$|^\{.*\}$|^\*+$|^x{3,}$|^\.+$|^-+$|x{6,}|\*{4,}|\$\{|\$\(|\{\{|%[svdqx]|<[a-z_ -]+>|^(?:your|insert|enter|put|replace|add|todo|fixme|dummy|redacted|masked|hidden|removed|fake|sample|example|placeholder)[-_ .]|[-_ ]?(?:here|goes-here)$|placeholder|redacted|example|^\$[A-Za-z_]\w*$|\.\.\.`)

// Placeholder tells whether a text stands where a secret is to be put: "<token>", "your-key", "xxxx", "${SECRET}".
func Placeholder(s string) bool {
	return placeholder.MatchString(s) || distinct(s) <= 2 && len(s) > 2
}

var named = regexp.MustCompile(`^\$?[A-Za-z_][A-Za-z0-9]*(?:[-_.:/ ]+[A-Za-z0-9]+)*:?$`)

// varlike tells whether a text is the name of a variable: upper-case words with underscores.
func varlike(s string) bool {
	return strings.ToUpper(s) == s && strings.Contains(s, "_") && named.MatchString(s)
}

var (
	hashForm   = regexp.MustCompile(`^\$(?:2[aby]?|1|5|6|argon2\w*|scrypt|pbkdf2[\w-]*|y|7)\$|^(?:pbkdf2|bcrypt|scrypt|argon2)[\w-]*[:$]|^\{S?SHA|^(?i:sha\d+|md5)[:-]`)
	uuidForm   = regexp.MustCompile(`^(?i)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$`)
	urlLike    = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*://|^mailto:|^data:|^urn:`)
	pathLike   = regexp.MustCompile(`^\.{0,2}/|^[A-Za-z]:\\|\.(?:go|json|ya?ml|toml|pem|key|crt|txt|html?|css|js|sql|md|conf|ini|env|log|db|com|org|net|io|dev)$|^[\w.-]+:\d{2,5}$`)
	patternish = regexp.MustCompile(`\\[dwsbSWD.]|\(\?|\[[^\]]*-[^\]]*\]|[\]\)][+*?{]|\.\*|\^|\$$`)
	dateish    = regexp.MustCompile(`^v?\d+(?:[.\-:/T ]\d+)+\w*$|^\d+[a-z]{0,2}$`)
	markup     = regexp.MustCompile(`[<>{}()]|&&|==|=\w|; |, |: `)
	encodings  = map[string]bool{
		"0123456789abcdef": true, "0123456789abcdefghijklmnopqrstuvwxyz": true,
		"abcdefghijklmnopqrstuvwxyz": true, "0123456789": true,
	}
)

// Names tells whether a text is the name of a variable or of a secret setting, written as such.
func (k *Knowledge) Names(text string) bool {
	return varlike(text) || strings.ContainsAny(text, "_-.:/") && k.Setting(text) != None && !k.Common(text)
}

// Common tells whether a text is one of the passwords that everybody tries. A capital letter where there is neither digit nor mark
// makes a label of it.
func (k *Knowledge) Common(text string) bool {
	return k.common[text] || !varlike(text) && strings.ContainsAny(text, "0123456789@$!") && k.common[strings.ToLower(text)]
}

// Taken tells whether a text is taken for a secret where the place alone shows that there must be one: anything but
// nothing, a placeholder and what is known to be public there.
func (k *Knowledge) Taken(text string) bool {
	return len(text) >= 2 && strings.TrimSpace(text) != "" && !k.public[strings.ToLower(text)] && (!strings.ContainsAny(text, "\x00\x01\x02\x03") || len(text) >= 16 && distinct(text) >= 8) &&
		(k.Common(text) || !open(text)) && !Public(text)
}

// minPrivate is the length of the shortest private key as text, in bytes: shorter ones are names of files, or say what to do.
const minPrivate = 24

// Default tells whether a text, as the default of a setting of this name, is a secret that stands in for one.
func (k *Knowledge) Default(name, text string) bool {
	if words := Words(name); len(words) > 0 && (words[len(words)-1] == "dsn" || ends(words, [][]string{{"connection", "string"}, {"database", "url"}, {"db", "url"}}) > 0) {
		password, _, ok := InURL(text)
		return ok && k.Taken(password)
	}
	switch k.Setting(name) {
	case Strong:
		return k.Taken(text) && (len(text) >= minPrivate || ends(k.head(Words(name)), [][]string{{"private", "key"}, {"privatekey"}}) == 0)
	case Weak:
		return len(text) >= 16 && k.Plausible(text)
	}
	return false
}

var publicForm = regexp.MustCompile(`^\s*(?:-----BEGIN (?:[A-Z]+ )?(?:PUBLIC KEY|CERTIFICATE)|(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\w+) AAAA|age1[0-9a-z]{58}$)`)

// Public tells whether a text is a public key or a certificate, which is no secret.
func Public(text string) bool { return publicForm.MatchString(text) }

var (
	openForm = regexp.MustCompile(`^<.*>$|^\[[A-Za-z][A-Za-z _-]*\]$|(?i:^x{3,}$|^your[-_ ])|\$\{|\$\(|\{\{|%[+#]?[svdqxw]`)
	// A path of a file, or another way to say where the secret is.
	elsewhere = regexp.MustCompile(`^/[\w.-]+(?:/[\w.-]+)+$|^(?i:file|env|vault|ssm|sm|arn|awssm|gcpsm|keyring|secretref|op)(?::|\+\w+:)`)
)

// open tells whether a text is to be filled in before it is used, or says where the secret is.
func open(s string) bool {
	return openForm.MatchString(s) || elsewhere.MatchString(s) || distinct(s) <= 2 && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// Plausible tells whether a text looks like a secret where only a name says that it is one: a mixture of characters, or a
// password that everybody tries. Names, paths, patterns, sentences, dates and identifiers do not.
func (k *Knowledge) Plausible(text string) bool {
	if k.Common(text) {
		return true
	}
	if len(text) < 6 || len(text) > 512 || strings.ContainsAny(text, " \t\n\r") || k.public[strings.ToLower(text)] {
		return false
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) {
		return false // a word of another language
	}
	if Placeholder(text) || varlike(text) || encodings[strings.ToLower(text)] || strings.Contains(strings.ToLower(text), "abcdefghij") {
		return false
	}
	for _, re := range []*regexp.Regexp{uuidForm, hashForm, urlLike, pathLike, patternish, dateish, markup} {
		if re.MatchString(text) {
			return false
		}
	}
	return !k.wordy(text) && mixed(text)
}

// wordy tells whether a text is made of words, terms, small numbers and separators alone: an identifier, a setting's name, a
// path, the name of an algorithm.
func (k *Knowledge) wordy(s string) bool {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("-_.:/,;|+@ ", r) }) {
		if !k.explained(w) {
			return false
		}
	}
	return true
}

// explained tells whether a piece of a text is a word with at most two digits behind it, a term, a number of a version, or an
// abbreviation.
func (k *Knowledge) explained(w string) bool {
	if ws := Words(w); len(ws) > 2 && k.terms[ws[len(ws)-2]+ws[len(ws)-1]] {
		w = w[:len(w)-len(ws[len(ws)-2])-len(ws[len(ws)-1])]
	}
	letters := strings.TrimRight(w, "0123456789")
	digits := len(w) - len(letters)
	switch {
	case k.terms[strings.ToLower(w)], k.strong[strings.ToLower(w)], k.weak[strings.ToLower(w)], k.other[strings.ToLower(w)]:
		return true
	case letters == "" || letters == "v":
		return digits <= 4
	case digits == 0:
		return pronounced(letters) || len(letters) <= 5 && uniform(letters)
	case len(letters) <= 2:
		return digits == 1 && uniform(letters)
	}
	return digits <= 2 && pronounced(letters)
}

// uniform tells whether a text is of letters of one case.
func uniform(s string) bool {
	lower, upper := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			lower++
		case c >= 'A' && c <= 'Z':
			upper++
		}
	}
	return lower == len(s) || upper == len(s)
}

// pronounced tells whether letters can be words in camel case: no odd characters, and case changes only where words begin.
func pronounced(s string) bool {
	vowels, run, changes := 0, 0, 0
	for i := range len(s) {
		c := s[i]
		lower := c | 0x20
		if lower < 'a' || lower > 'z' {
			return false
		}
		if strings.IndexByte("aeiouy", lower) >= 0 {
			vowels++
			run = 0
		} else if run++; run > 5 {
			return false
		}
		if i > 0 && (c&0x20 == 0) != (s[i-1]&0x20 == 0) {
			changes++
		}
	}
	return vowels*5 >= len(s) && changes*3 <= len(s)+2
}

// mixed tells whether a text mixes characters as passwords and keys do.
func mixed(s string) bool {
	var lower, upper, digit, other int
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z':
			lower = 1
		case r >= 'A' && r <= 'Z':
			upper = 1
		case r >= '0' && r <= '9':
			digit = 1
		default:
			other = 1
		}
	}
	kinds := lower + upper + digit + other
	if len(s) < 16 {
		return kinds >= 3 || kinds == 2 && digit == 1 && len(s) >= 6
	}
	return kinds >= 2 && Entropy(s) >= 3
}

// Entropy is Shannon's entropy of the text's bytes, in bits a byte.
func Entropy(s string) float64 {
	var count [256]int
	for i := range len(s) {
		count[s[i]]++
	}
	h := 0.0
	for _, n := range count {
		if n > 0 {
			p := float64(n) / float64(len(s))
			h -= p * math.Log2(p)
		}
	}
	return h
}

func distinct(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}
