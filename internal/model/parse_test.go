package model

import (
	"strings"
	"testing"
)

func TestBuiltin(t *testing.T) {
	s, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Lookup(Func, "(*database/sql.DB).QueryContext")) != 1 {
		t.Error("no entry for (*database/sql.DB).QueryContext")
	}
	if !s.Mutable("strings.Builder") || s.Mutable("database/sql.DB") {
		t.Error("strings.Builder is mutable by its methods, and database/sql.DB is not")
	}
}

func TestParse(t *testing.T) {
	const text = `
# a comment
module example.com/m v1.2.3 syntax
package example.com/m/sub

func  (*DB).Query     sink sql/raw 1 style=dollar   # a note
func  Env             source operator -> r0
func  (Ctx).Visit     source request callback 0
field (T).F           source request
func  Contains        guard list 1 by=0
func  Fprintf         text/appendf 1,2... -> 0
`
	got, err := Parse("x.model", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 6 {
		t.Fatalf("%d entries, want 6", len(got))
	}
	q := got[0]
	if q.Symbol != "(*example.com/m/sub.DB).Query" || q.Role != Sink || q.Kind != "sql/raw" || q.Style != "dollar" ||
		len(q.In) != 1 || q.In[0] != (Index{Arg, 1, false}) || q.Note != "a note" || q.Version != "v1.2.3" || q.Verified != "syntax" || q.Line != 6 {
		t.Errorf("first entry: %+v", q)
	}
	if !got[2].Callback || got[3].Target != Field || got[4].By == nil || *got[4].By != (Index{Arg, 0, false}) {
		t.Errorf("entries: %+v", got[2:5])
	}
	if f := got[5]; f.Kind != "appendf" || !f.In[1].Variadic || f.Out[0] != (Index{Arg, 0, false}) {
		t.Errorf("last entry: %+v", f)
	}
}

func TestParseErrors(t *testing.T) {
	const head = "module m v1\npackage m\n"
	for line, want := range map[string]string{
		"function F sink sql/raw 0":         `f.model:3: unknown word "function"`,
		"func F sinks sql/raw 0":            `f.model:3: unknown role "sinks"`,
		"func F sink":                       `f.model:3: a kind is missing`,
		"func F sink sql/raw one":           `f.model:3: bad index "one"`,
		"func F source network -> r0":       `f.model:3: unknown source "network"`,
		"func F text/reverse 0 -> r0":       `f.model:3: unknown kind of text "reverse"`,
		"func (*T.F sink sql/raw 0":         `f.model:3: bad symbol "(*T.F"`,
		"func F propagate 0 -> r0 -> r1":    `f.model:3: more than one "->"`,
		"func F sink sql/raw 0 color=red":   `f.model:3: unknown attribute "color"`,
		"func F sink sql/raw 0 style=fancy": `f.model:3: unknown style "fancy"`,
		"func F propagate":                  `f.model:3: no arguments`,
		"field (T).F request body":          `f.model:3: unknown request "body"`,
		"func F respond teapot status=0":    `f.model:3: unknown respond "teapot"`,
		"func F exits when=0":               `f.model:3: exits has no argument "when"`,
		"func F":                            `f.model:3: want: func SYMBOL ROLE`,
		"module m":                          `f.model:3: want: module PATH VERSION`,
		"package":                           `f.model:3: want: package IMPORT-PATH`,
	} {
		_, err := Parse("f.model", strings.NewReader(head+line+"\n"))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %s", line, err, want)
		}
	}
	if _, err := Parse("f.model", strings.NewReader("func F safe\n")); err == nil || !strings.Contains(err.Error(), "f.model:1: no package line") {
		t.Errorf("an entry without a package: %v", err)
	}
	if _, err := Parse("f.model", strings.NewReader(head+"bad\nbad\n")); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("each bad line has to be told: %v", err)
	}
}

func TestHash(t *testing.T) {
	parse := func(text string) *Set {
		e, err := Parse("f.model", strings.NewReader("module m v1\npackage m\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		return NewSet(e)
	}
	a, b, c := parse("func F sink sql/raw 0"), parse("func F   sink sql/raw 0 # note"), parse("func F sink sql/raw 1")
	if a.Hash() != b.Hash() || a.Hash() == c.Hash() {
		t.Error("the hash has to follow what the engine reads, and nothing else")
	}
}

func TestAlias(t *testing.T) {
	e, err := Parse("f.model", strings.NewReader("module m v1\npackage old/p\nfunc (*T).F sink sql/raw 0\nalias new/p old/p\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := NewSet(e)
	if len(s.Lookup(Func, "(*new/p.T).F")) != 1 || len(s.Lookup(Func, "(*old/p.T).F")) != 1 || !s.HasPackage("new/p") {
		t.Error("an alias has the entries of its original")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("module m v1\npackage m\nfunc (*T).F sink sql/raw 0... -> r0 by=recv style=at # note")
	f.Add("func")
	f.Fuzz(func(t *testing.T, text string) {
		entries, err := Parse("f.model", strings.NewReader(text))
		if err == nil {
			NewSet(entries)
		}
	})
}

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		if _, err := parseBuiltin(); err != nil {
			b.Fatal(err)
		}
	}
}
