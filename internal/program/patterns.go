package program

import "regexp/syntax"

// safePatterns tells whether v is a constant pattern, or several, that each match only harmless text.
func safePatterns(v *Value) bool {
	some, safe := false, true
	v.each(func(l *Value) {
		if l.Kind == Object {
			return
		}
		some = true
		safe = safe && l.Kind == Const && harmlessPattern(l.Text)
	})
	return some && safe
}

// harmlessPattern tells whether a regular expression is anchored at both ends and matches nothing but word characters
// and a few marks that end no word of a statement.
func harmlessPattern(pattern string) bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return false
	}
	re = re.Simplify()
	return anchored(re, true) && anchored(re, false) && harmless(re)
}

// excludesHarm tells whether a regular expression is one character class, repeated or not, that no harmful ASCII character
// is missing from.
func excludesHarm(pattern string) bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return false
	}
	re = re.Simplify()
	for re.Op == syntax.OpPlus || re.Op == syntax.OpStar || re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	if re.Op != syntax.OpCharClass {
		return false
	}
	for r := rune(0); r < 0x80; r++ {
		if harmlessRune(r) {
			continue
		}
		found := false
		for i := 0; i+1 < len(re.Rune); i += 2 {
			found = found || re.Rune[i] <= r && r <= re.Rune[i+1]
		}
		if !found {
			return false
		}
	}
	return true
}

// anchored tells whether every match begins at the start of the text, or ends at its end.
func anchored(re *syntax.Regexp, start bool) bool {
	switch re.Op {
	case syntax.OpBeginText:
		return start
	case syntax.OpEndText:
		return !start
	case syntax.OpCapture:
		return anchored(re.Sub[0], start)
	case syntax.OpConcat:
		if len(re.Sub) == 0 {
			return false
		}
		if start {
			return anchored(re.Sub[0], start)
		}
		return anchored(re.Sub[len(re.Sub)-1], start)
	case syntax.OpAlternate:
		for _, s := range re.Sub {
			if !anchored(s, start) {
				return false
			}
		}
		return len(re.Sub) > 0
	}
	return false
}

func harmless(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if !harmlessRune(r) {
				return false
			}
		}
		return true
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if re.Rune[i+1]-re.Rune[i] > 0x10ffff/2 {
				return false
			}
			for r := re.Rune[i]; r <= re.Rune[i+1] && r < 0x80; r++ {
				if !harmlessRune(r) {
					return false
				}
			}
		}
		return true
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return false
	}
	for _, s := range re.Sub {
		if !harmless(s) {
			return false
		}
	}
	return true
}

func harmlessRune(r rune) bool {
	return r == '_' || r == '-' || r == '.' || r == ':' || r == '@' || r == '/' || r == ',' || r == '+' || r == '$' ||
		'0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0x80
}
