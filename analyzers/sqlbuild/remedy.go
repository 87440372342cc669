package sqlbuild

import (
	"github.com/apivet/apivet/internal/rewrite"
	"github.com/apivet/apivet/internal/rule"
)

// standsAs says where in the text a hole stands.
var standsAs = map[Position]string{
	Unknown:   "becomes part of",
	Statement: "is",
	Literal:   "stands as a value in",
	Column:    "stands as a column name in",
	Table:     "stands as a table name in",
	OrderBy:   "stands in ORDER BY of",
	Direction: "stands as the sort direction in",
	Limit:     "stands in LIMIT or OFFSET of",
	Condition: "stands as a condition in",
	Comment:   "stands in a comment of",
}

const allowlist = "accept only names from a fixed list"

// remedies says what to do about a hole.
var remedies = map[Position]func(*candidate) string{
	Unknown:   bindOrList,
	Statement: func(*candidate) string { return "run only statements that the program itself holds" },
	Literal:   bind,
	Column:    func(*candidate) string { return allowlist },
	Table:     func(*candidate) string { return allowlist },
	OrderBy:   func(*candidate) string { return "accept only columns from a fixed list" },
	Direction: func(*candidate) string { return "choose between ASC and DESC in the program" },
	Limit:     func(*candidate) string { return "convert it to a number, or pass it as a bind parameter" },
	Condition: bindOrList,
	Comment:   func(*candidate) string { return "leave it out, or remove everything but letters and digits" },
}

// parameters is how a bind parameter is written.
var parameters = map[string]string{"question": "?", "dollar": "$1", "at": "@p1", "colon": ":name"}

func bind(c *candidate) string {
	if p := parameters[c.style]; p != "" {
		return "pass it as a bind parameter (" + p + ")"
	}
	return "pass it as a bind parameter (? or $1, as the driver writes it)"
}

func bindOrList(c *candidate) string { return bind(c) + ", or " + allowlist }

// propose offers the bind parameter as a fix where a value is put into the text at the very call that runs it, and how the
// driver writes parameters is known.
func (c *candidate) propose(file string) func([]byte) *rule.Fix {
	parameter := parameters[c.style]
	if c.position != Literal || !c.event.Binds || parameter == "" || c.hole.into == nil || c.event.At.File() != file || c.style == "colon" || c.style == "at" {
		return nil
	}
	call, text := rule.RangeOf(c.event.At), rule.RangeOf(c.hole.into.At)
	if !call.Contains(text) {
		return nil
	}
	return func(src []byte) *rule.Fix {
		edits := rewrite.Bind(file, src, call.Line, call.Column, c.event.Arg, parameter)
		if edits == nil {
			return nil
		}
		fix := &rule.Fix{Message: "pass the value as a bind parameter"}
		for _, e := range edits {
			fix.Edits = append(fix.Edits, rule.Edit{File: file, Start: e.Start, End: e.End, New: e.New})
		}
		return fix
	}
}
