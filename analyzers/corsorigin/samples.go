package corsorigin

import (
	"regexp"
	"regexp/syntax"
	"strings"

	"github.com/apivet/apivet/internal/program"
)

// maxSamples is the number of texts that are made of one regular expression.
const maxSamples = 24

// samples are texts that a pattern is meant for.
func samples(p program.Pattern) []string {
	switch p.Kind {
	case "regexp":
		re, err := syntax.Parse(p.Text, syntax.Perl)
		if err != nil {
			return nil
		}
		return sample(re.Simplify())
	case "within":
		return strings.FieldsFunc(p.Text, func(r rune) bool { return strings.ContainsRune(" ,;|", r) })
	case "path":
		return []string{strings.ReplaceAll(p.Text, "*", ""), strings.ReplaceAll(p.Text, "*", "a")}
	}
	return []string{p.Text}
}

// sample makes texts that a regular expression matches, a dot for any character.
func sample(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{strings.ToLower(string(re.Rune))}
	case syntax.OpCharClass:
		return []string{string(typical(re.Rune))}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return []string{"."}
	case syntax.OpCapture, syntax.OpPlus:
		return sample(re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		out := []string{""}
		if any := re.Sub[0].Op; any == syntax.OpAnyChar || any == syntax.OpAnyCharNotNL {
			return append(out, "a")
		}
		return append(out, sample(re.Sub[0])...)
	case syntax.OpRepeat:
		return sample(re.Sub[0])
	case syntax.OpAlternate:
		var out []string
		for _, s := range re.Sub {
			out = append(out, sample(s)...)
		}
		return limit(out)
	case syntax.OpConcat:
		out := []string{""}
		for _, s := range re.Sub {
			var next []string
			for _, a := range out {
				for _, b := range sample(s) {
					next = append(next, a+b)
				}
			}
			out = limit(next)
		}
		return out
	}
	return []string{""}
}

func limit(texts []string) []string { return texts[:min(len(texts), maxSamples)] }

// typical is a character of a class: a letter if there is one.
func typical(ranges []rune) rune {
	for _, want := range []rune{'a', 'x', '1', '.'} {
		for i := 0; i+1 < len(ranges); i += 2 {
			if ranges[i] <= want && want <= ranges[i+1] {
				return want
			}
		}
	}
	return ranges[0]
}

// allows tells whether a library that compares as match says lets an origin through by a pattern of its list.
func allows(match, pattern, origin string, globs bool) bool {
	pattern, origin = strings.ToLower(pattern), strings.ToLower(origin)
	switch match {
	case "glob":
		return glob(pattern, origin)
	case "anchored":
		expr := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
		ok, err := regexp.MatchString("^"+expr+"$", origin)
		return ok && err == nil
	case "subdomain":
		before, after, cut := strings.Cut(pattern, "://*.")
		return !cut && pattern == origin || cut && strings.HasPrefix(origin, before+"://") && strings.HasSuffix(origin, "."+after)
	case "suffix":
		return pattern == origin || strings.HasSuffix(origin, "."+pattern)
	case "regexp":
		ok, err := regexp.MatchString(pattern, origin)
		return ok && err == nil
	case "slashed":
		if expr, ok := slashed(pattern); ok {
			ok, err := regexp.MatchString(expr, origin)
			return ok && err == nil
		}
	case "path":
		return hostPattern(pattern, origin)
	case "domain":
		return inDomain(pattern, origin)
	}
	return pattern == origin || globs && strings.Contains(pattern, "*") && glob(pattern, origin)
}

// glob matches a pattern whose first "*" is any text.
func glob(pattern, origin string) bool {
	before, after, star := strings.Cut(pattern, "*")
	if !star {
		return pattern == origin
	}
	return len(origin) >= len(before)+len(after) && strings.HasPrefix(origin, before) && strings.HasSuffix(origin, after)
}

// slashed returns the regular expression in "/.../".
func slashed(pattern string) (string, bool) {
	m := regexp.MustCompile(`^/(.+)/[gimuy]?$`).FindStringSubmatch(pattern)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// hostPattern matches the host of an origin, or all of it where the pattern has a scheme.
func hostPattern(pattern, origin string) bool {
	_, host, _ := strings.Cut(origin, "://")
	if strings.Contains(pattern, "://") {
		host = origin
	}
	expr := strings.NewReplacer(`\*`, "[^/]*", `\?`, "[^/]").Replace(regexp.QuoteMeta(pattern))
	ok, err := regexp.MatchString("^"+expr+"$", host)
	return ok && err == nil
}

// inDomain matches the labels of an origin's host, from the last one, with those of a pattern, of which "*" is any; a pattern of
// up to two labels has all that is below it.
func inDomain(pattern, origin string) bool {
	_, host, _ := split(origin)
	have, want := strings.Split(host, "."), strings.Split(strings.Split(pattern, ":")[0], ".")
	if len(want) > 2 && len(have) > len(want) {
		return false
	}
	for i := 1; i <= len(want); i++ {
		label := want[len(want)-i]
		if label != "*" && (i > len(have) || label != have[len(have)-i]) {
			return false
		}
	}
	return true
}

// patternOf is what an origin in a library's list compares with, for the origins that are made to pass it.
func patternOf(match, origin string, globs bool) []program.Pattern {
	switch {
	case match == "regexp":
		return []program.Pattern{{Kind: "regexp", Text: origin}}
	case match == "slashed":
		if expr, ok := slashed(origin); ok {
			return []program.Pattern{{Kind: "regexp", Text: expr}}
		}
	case match == "path":
		return []program.Pattern{{Kind: "path", Text: origin}}
	}
	if letters := strings.ReplaceAll(origin, "?", "."); match == "anchored" && letters != origin {
		return []program.Pattern{{Kind: "prefix", Text: letters}}
	}
	before, after, star := strings.Cut(origin, "*")
	if !star || match == "exact" && !globs || match == "slashed" && !globs {
		return nil
	}
	out := []program.Pattern{{Kind: "prefix", Text: before}, {Kind: "suffix", Text: after}, {Kind: "prefix", Text: strings.ReplaceAll(origin, "*", "a")}}
	return texted(out)
}

func texted(in []program.Pattern) []program.Pattern {
	var out []program.Pattern
	for _, p := range in {
		if p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}
