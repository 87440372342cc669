package secret

import (
	"regexp"
	"slices"
	"strings"
)

// Strength says how much a name says that its value is a secret.
type Strength uint8

// The strengths.
const (
	None   Strength = iota
	Weak            // "token", "session": a secret where the value carries text and nothing speaks against it
	Strong          // "password", "apiKey"
)

// Knowledge is what the models say of secrets: words of names, headers, variables of the environment and formats of tokens.
type Knowledge struct {
	strong, weak, other map[string]bool
	first               map[string]bool // words that begin a name that is none, such as "is" and "use"
	blank               map[string]bool // names that say nothing
	foreign             map[string]bool // words of symbols where weak names are none
	plain               map[string]bool // last words of names of what is no secret
	beside              [][]string      // pairs that name an id where a secret stands beside it
	local               map[string]bool // words of what keeps its data in a file
	handles             map[string]bool // weak words of what is an object, or its id, where it is printed
	cookies             map[string]bool // words of the names of cookies that keep a session
	prepositions        map[string]bool
	trailing            map[string]bool // words at the end that say nothing
	pairs, weakPairs    [][]string
	purposes            purposes
	headers             map[string]bool
	common              map[string]bool // passwords that everybody tries
	public              map[string]bool // texts in the place of a secret that everybody knows to be none
	own                 []own
	whole               map[string]bool // names that are a secret by themselves: "pass"
	terms               map[string]bool // what is written with digits and is a word all the same: "sha256"
	env                 *regexp.Regexp
	formats             []*Format
	begins              [256][]*Format // by the first byte of a prefix
}

// New makes an empty Knowledge.
func New() *Knowledge {
	return &Knowledge{
		strong: map[string]bool{}, weak: map[string]bool{}, other: map[string]bool{}, first: map[string]bool{}, blank: map[string]bool{}, cookies: map[string]bool{}, foreign: map[string]bool{}, local: map[string]bool{}, handles: map[string]bool{}, plain: map[string]bool{}, prepositions: map[string]bool{}, trailing: map[string]bool{},
		purposes: newPurposes(), headers: map[string]bool{}, common: map[string]bool{}, public: map[string]bool{}, terms: map[string]bool{}, whole: map[string]bool{},
	}
}

// Add takes over one line of a model file: words of a class. The error says what is wrong with it.
func (k *Knowledge) Add(class string, words []string) error {
	sets := map[string]map[string]bool{"strong": k.strong, "weak": k.weak, "other": k.other, "first": k.first, "common": k.common, "public": k.public,
		"preposition": k.prepositions, "trailing": k.trailing, "blank": k.blank, "foreign": k.foreign, "local": k.local, "handle": k.handles, "plainword": k.plain, "cookie": k.cookies, "term": k.terms, "whole": k.whole}
	switch set := sets[class]; {
	case len(words) == 0:
		return errNoWords
	case set != nil:
		for _, w := range words {
			set[strings.ToLower(w)] = true
		}
	case class == "name", class == "plain":
		for _, w := range words {
			k.addOwn(w, map[string]Strength{"name": Strong}[class])
		}
	case class == "beside":
		k.beside = append(k.beside, words)
	case class == "pair":
		k.pairs = append(k.pairs, words)
	case class == "weakpair":
		k.weakPairs = append(k.weakPairs, words)
	case class == "header":
		for _, w := range words {
			k.headers[strings.ToLower(w)] = true
		}
	case class == "env":
		re, err := regexp.Compile(words[0])
		k.env = re
		return err
	case class == "format":
		return k.addFormat(words)
	case k.purposes.add(class, words):
	default:
		return errClass
	}
	return nil
}

// maxName is the length of the longest name that is judged, in bytes.
const maxName = 100

// Name judges the name of a variable, field, function, parameter or setting by its words. The last one decides what it is:
// a tokenCount is a count, a passwordHash a hash; words before it can say that it is something else: a pageToken.
func (k *Knowledge) Name(name string) Strength {
	if len(name) < 2 || len(name) > maxName {
		return None
	}
	if s, ok := k.ownName(name); ok {
		return s
	}
	words := k.head(Words(name))
	if len(words) == 0 || k.first[words[0]] && len(words) > 1 {
		return None
	}
	if len(words) == 1 && k.whole[words[0]] {
		return Strong
	}
	if s := k.judge(words); s != None {
		return s
	}
	return k.judge(k.trimmed(words))
}

// judge looks at the last words, and at those before them.
func (k *Knowledge) judge(words []string) Strength {
	last := words[len(words)-1]
	strength, own := None, 1
	switch {
	case k.strong[last]:
		strength = Strong
	case k.weak[last]:
		strength = Weak
	}
	if n := ends(words, k.pairs); n > 0 {
		strength, own = Strong, n
	} else if n := ends(words, k.weakPairs); n > 0 && strength == None {
		strength, own = Weak, n
	}
	if slices.ContainsFunc(words[:len(words)-own], func(w string) bool { return k.other[w] }) {
		return None
	}
	return strength
}

// Denied tells whether a name has the last word of a secret's, but says that it is something else: a public token, a page token.
func (k *Knowledge) Denied(name string) bool {
	words := k.head(Words(name))
	if len(words) < 2 || len(name) > maxName {
		return false
	}
	last := words[len(words)-1]
	return (k.strong[last] || k.weak[last]) && k.Name(name) == None
}

// Local tells whether the last part of a symbol, or the name of a file, speaks of what keeps its data in a file, whose address is no
// secret.
func (k *Knowledge) Local(name string) bool {
	return slices.ContainsFunc(Words(name[strings.LastIndexByte(name, '/')+1:]), func(w string) bool { return k.local[w] })
}

// Speaks tells whether a name has the word of a secret in it.
func (k *Knowledge) Speaks(name string) bool {
	words := Words(name)
	for i := range words {
		if k.strong[words[i]] || k.weak[words[i]] || ends(words[:i+1], k.pairs) > 0 {
			return true
		}
	}
	return false
}

// ends returns the length of the longest of several sequences that words end with; 0 if there is none.
func ends(words []string, sequences [][]string) int {
	n := 0
	for _, p := range sequences {
		if len(p) > n && len(p) <= len(words) && slices.Equal(words[len(words)-len(p):], p) {
			n = len(p)
		}
	}
	return n
}

// Plain tells whether a name is that of something which is no secret: a user's name, a path.
func (k *Knowledge) Plain(name string) bool {
	words := k.head(Words(name))
	return len(words) > 0 && k.plain[words[len(words)-1]] && k.Name(name) == None
}

// Identifies tells whether a name is that of a key's id beside other names, one of which is that of its secret.
func (k *Knowledge) Identifies(name string, others func(yield func(string) bool)) bool {
	words := k.head(Words(name))
	ends := func(p []string) bool { return len(p) <= len(words) && slices.Equal(words[len(words)-len(p):], p) }
	if !slices.ContainsFunc(k.beside, ends) || slices.Contains(words, "secret") {
		return false
	}
	for o := range others {
		if slices.Contains(Words(o), "secret") && k.Name(o) == Strong {
			return true
		}
	}
	return false
}

// Handle tells whether a weak name is that of an object, or of its id, where it is printed: a session.
func (k *Knowledge) Handle(name string) bool {
	words := k.head(Words(name))
	return len(words) > 0 && k.handles[words[len(words)-1]]
}

// Foreign tells whether the symbol of a function or field says that tokens are something else there: those of a lexer or
// of a protocol. The last folders of its package count, and what is behind them.
func (k *Knowledge) Foreign(symbol string) bool {
	rest := symbol
	for range 2 {
		if i := strings.LastIndexByte(rest, '/'); i >= 0 {
			rest = rest[:i]
		}
	}
	return slices.ContainsFunc(Words(strings.TrimPrefix(symbol, rest)), func(w string) bool { return k.foreign[w] })
}

// Cookie judges the name of a cookie: one that keeps a session or a token is a secret.
func (k *Knowledge) Cookie(name string) Strength {
	if slices.ContainsFunc(Words(name), func(w string) bool { return k.cookies[w] || k.strong[w] }) || k.Name(name) != None {
		return Strong
	}
	return None
}

// head returns the words up to the first preposition: the password of passwordFromEnv.
func (k *Knowledge) head(words []string) []string {
	for i, w := range words {
		if i > 0 && k.prepositions[w] {
			return words[:i]
		}
	}
	return words
}

// trimmed takes off the words at the end that say nothing of what it is: the password of newPasswordText2.
func (k *Knowledge) trimmed(words []string) []string {
	for n := len(words); n > 1; n-- {
		if last := words[n-1]; !k.trailing[last] && strings.Trim(last, "0123456789") != "" || ends(words[:n], k.pairs) > 0 {
			return words[:n]
		}
	}
	return words[:1]
}

// Header tells whether a header of this name carries a secret: a known one, or one of an API's own whose words say so.
func (k *Knowledge) Header(name string) bool {
	if is, ok := k.ownHeader(name); ok {
		return is
	}
	lower := strings.ToLower(name)
	return k.headers[lower] || strings.HasPrefix(lower, "x-") && k.Name(name) != None
}

// Env tells whether a variable of the environment of this name carries a secret.
func (k *Knowledge) Env(name string) bool {
	if s, ok := k.ownName(name); ok {
		return s != None
	}
	return k.env != nil && k.env.MatchString(name) && k.Setting(name) != None
}

// Setting judges the name of a setting, such as "database.password" or JWT_SECRET, by the last part of its path.
func (k *Knowledge) Setting(name string) Strength {
	if i := strings.LastIndexAny(name, "./:"); i >= 0 {
		if s := k.Name(name[i+1:]); s != None {
			return s
		}
		if words := Words(name[i+1:]); len(words) != 1 || words[0] != "key" && words[0] != "value" {
			return None
		}
	}
	return k.Name(name)
}

var labelled = regexp.MustCompile(`(?:^|[\s,;({\[&?"'])([A-Za-z][\w.-]*)\s*[:=]\s*["'(\[]?$`)

// Label returns the name that stands in front of a value: the whole of a key, or what ends a text before the value as in
// "user=x password=".
func (k *Knowledge) Label(text string) string {
	if m := labelled.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	if strings.ContainsAny(strings.TrimSpace(text), " \t\n") {
		return ""
	}
	return strings.TrimSpace(text)
}

// Key judges the key under which, or the text behind which, a value is written.
func (k *Knowledge) Key(text string) Strength {
	if name := k.Label(text); name != "" {
		return k.Setting(name)
	}
	return None
}

// Blank tells whether the name of a variable, field or function says nothing of what it holds.
func (k *Knowledge) Blank(name string) bool {
	words := Words(name)
	return name == "" || len(words) == 1 && (len(words[0]) < 3 || k.blank[words[0]])
}

// Says tells whether a text says something else than the name it is given to: a word more, or not that it is a secret. The name of
// a secret that is given to a key, or is one of several credentials, is that of a field.
func (k *Knowledge) Says(text, name string) bool {
	own, words := Words(name), Words(text)
	if len(words) == 1 && k.strong[words[0]] && len(own) > 0 {
		switch own[len(own)-1] {
		case "key", "keys", "credential", "credentials":
			return false
		}
	}
	return slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(own, w) }) || k.Name(text) == None
}
