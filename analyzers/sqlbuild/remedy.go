package sqlbuild

import (
	"github.com/apivet/apivet/internal/flow"
	"github.com/apivet/apivet/internal/rewrite"
	"github.com/apivet/apivet/internal/rule"
)

const allowlist = "accept only names from a fixed list"

// words says where in the text a hole stands, and what to do about it.
var words = map[Position]flow.Words[Position]{
	Unknown:   {Stands: "becomes part of", RemedyOf: bindOrList},
	Statement: {Stands: "is", Remedy: "run only statements that the program itself holds"},
	Literal:   {Stands: "is used as a value in", RemedyOf: bind},
	Column:    {Stands: "is used as a column name in", Remedy: allowlist},
	Table:     {Stands: "is used as a table name in", Remedy: allowlist},
	OrderBy:   {Stands: "is used in ORDER BY of", Remedy: "accept only columns from a fixed list"},
	Direction: {Stands: "is used as the sort direction in", Remedy: "choose between ASC and DESC in the program"},
	Limit:     {Stands: "is used in LIMIT or OFFSET of", Remedy: "convert it to a number, or pass it as a bind parameter"},
	Condition: {Stands: "is used as a condition in", RemedyOf: bindOrList},
	Comment:   {Stands: "is used in a comment of", Remedy: "leave it out, or remove everything but letters and digits"},
}

// parameters is how a bind parameter is written.
var parameters = map[string]string{"question": "?", "dollar": "$1", "at": "@p1", "colon": ":name"}

// style is how the bind parameters of a candidate's statement are written; "" if not known.
func style(c *candidate) string { return bindStyle(c.Program(), &c.Event) }

func bind(c *candidate) string {
	if p := parameters[style(c)]; p != "" {
		return "pass it as a bind parameter (" + p + ")"
	}
	return "pass it as a bind parameter (? or $1, as the driver writes it)"
}

func bindOrList(c *candidate) string { return bind(c) + ", or " + allowlist }

// propose offers the bind parameter as a fix where a value is put into the text at the very call that runs it, and how the
// driver writes parameters is known.
func propose(c *candidate, file string) func([]byte) *rule.Fix {
	how := style(c)
	parameter := parameters[how]
	if c.Position != Literal || !c.Event.Binds || parameter == "" || c.Hole.Into == nil || c.Event.At.File() != file || how == "colon" || how == "at" {
		return nil
	}
	call, text := rule.RangeOf(c.Event.At), rule.RangeOf(c.Hole.Into.At)
	if !call.Contains(text) {
		return nil
	}
	return func(src []byte) *rule.Fix {
		edits := rewrite.Bind(file, src, call.Line, call.Column, c.Event.Arg, parameter)
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
