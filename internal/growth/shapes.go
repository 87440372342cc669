// Package growth has programs of any size for benchmarks: what a tool costs must grow with the size of a function and of a
// package no faster than n log n.
package growth

import (
	"fmt"
	"strings"
	"testing"
)

// Shape is a kind of code that can be large.
type Shape struct {
	Name string
	// Max is the largest size that the type checker and the SSA builder handle in a few seconds, or that code can have; 0: any.
	Max int
	// Source writes the body of a file of size n. It declares shape(s string) string, to which a handler passes what a client sends
	// and whose result becomes the text of a query.
	Source func(n int) string
}

// sizes are those of a benchmark; short ones of a quick look.
var sizes, short = []int{1_000, 2_000, 4_000, 8_000, 16_000, 32_000}, []int{1_000, 4_000}

// Sizes are the sizes that a shape is measured at: fewer with -short.
func (s Shape) Sizes() []int {
	all := sizes
	if testing.Short() {
		all = short
	}
	if s.Max == 0 {
		return all
	}
	var out []int
	for _, n := range all {
		if n <= s.Max {
			out = append(out, n)
		}
	}
	if len(out) < 2 {
		out = []int{s.Max / 4, s.Max}
	}
	return out
}

// File is the source of a package main of size n.
func (s Shape) File(n int) string {
	body := s.Source(n)
	return `package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"strings"
)

var _ = fmt.Sprint
var _ = strings.TrimSpace

func main() {
	db, err := sql.Open("pgx", "")
	if err != nil {
		return
	}
	if shape(os.Getenv("MODE")) == "debug" {
		http.HandleFunc("/debug", page)
	}
	http.HandleFunc("/shape", only(func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.Query(shape(r.FormValue("s")))
		if err != nil {
			http.Error(w, "no", 500)
			return
		}
		rows.Close()
	}))
	http.ListenAndServe(":8080", nil)
}

func only(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if shape(r.Header.Get("Authorization")) == "" {
			http.Error(w, "no", 401)
			return
		}
		next(w, r)
	}
}

func page(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "page") }

` + body
}

// Shapes are all kinds.
var Shapes = []Shape{
	{Name: "strings", Source: table("var all = []string{", "\t\"name%06d\",\n", "}\n\nfunc shape(s string) string { return all[len(s)] }\n")},
	{Name: "stringmap", Source: table("var all = map[string]string{", "\t\"key%06d\": \"name%[1]d\",\n", "}\n\nfunc shape(s string) string { return all[s] }\n")},
	{Name: "localstrings", Source: table("func shape(s string) string {\n\tall := []string{", "\t\"name%06d\",\n", "}\n\treturn all[len(s)]\n}\n")},
	{Name: "localmap", Source: table("func shape(s string) string {\n\tall := map[string]string{", "\t\"name%06d\": \"select %[1]d\",\n", "}\n\treturn all[s]\n}\n")},
	{Name: "numbers", Source: table("var all = []int{", "\t%d,\n", "}\n\nfunc shape(s string) string { return fmt.Sprint(all[len(s)]) }\n")},
	{Name: "structs", Source: table("type row struct {\n\tname, text string\n\tn int\n}\n\nvar all = []row{", "\t{\"name%06d\", \"text%[1]d\", %[1]d},\n", "}\n\nfunc shape(s string) string { return all[len(s)].text }\n")},
	{Name: "structmap", Source: table("type row struct {\n\tname, text string\n\tn int\n}\n\nvar all = map[string]row{", "\t\"key%06d\": {\"name%06[1]d\", \"text%[1]d\", %[1]d},\n", "}\n\nfunc shape(s string) string { return all[s].text }\n")},
	{Name: "pointers", Source: table("type row struct {\n\tname, text string\n\tn int\n}\n\nvar all = []*row{", "\t{\"name%06d\", \"text%[1]d\", %[1]d},\n", "}\n\nfunc shape(s string) string { return all[len(s)].text }\n")},
	{Name: "slices", Source: table("var all = [][]string{", "\t{\"name%06d\", \"text%[1]d\"},\n", "}\n\nfunc shape(s string) string { return all[len(s)][0] }\n")},
	{Name: "funcs", Source: table("var all = map[string]func(string) string{", "\t\"name%06d\": func(s string) string { return s + \"%[1]d\" },\n", "}\n\nfunc shape(s string) string { return all[s](s) }\n")},
	{Name: "funclist", Source: table("func one(s string) string { return s }\n\nvar all = []func(string) string{", "\tone, // %d\n", "}\n\nfunc shape(s string) string { return all[len(s)](s) }\n")},
	{Name: "globals", Source: globals},
	{Name: "switch", Source: table("func shape(s string) string {\n\tswitch s {\n", "\tcase \"case%06d\":\n\t\treturn \"select %[1]d\"\n", "\t}\n\treturn s\n}\n")},
	{Name: "switchlist", Max: 16000, Source: table("func shape(s string) string {\n\tswitch s {\n\tcase \"\"", ", \"case%06d\"", ":\n\t\treturn s\n\t}\n\treturn \"\"\n}\n")},
	{Name: "switchassign", Max: 16000, Source: table("func shape(s string) string {\n\tt := s\n\tswitch s {\n", "\tcase \"case%06d\":\n\t\tt = \"select %[1]d\"\n", "\t}\n\treturn t\n}\n")},
	{Name: "switchcalls", Source: table("func use(s string) string { return s + \"x\" }\n\nfunc shape(s string) string {\n\tswitch len(s) {\n", "\tcase %d:\n\t\treturn use(s)\n", "\t}\n\treturn s\n}\n")},
	{Name: "typeswitch", Max: 16000, Source: typeswitch},
	{Name: "ifelse", Max: 8000, Source: table("func shape(s string) string {\n\tt := \"\"\n\tif s == \"\" {\n\t\tt = s\n", "\t} else if s == \"case%06d\" {\n\t\tt = \"select %[1]d\"\n", "\t}\n\treturn t\n}\n")},
	{Name: "ifs", Source: table("func shape(s string) string {\n\tt := \"\"\n", "\tif s == \"case%06d\" {\n\t\tt = \"select %[1]d\"\n\t}\n", "\treturn t\n}\n")},
	{Name: "returns", Source: table("func shape(s string) string {\n", "\tif s == \"case%06d\" {\n\t\treturn s\n\t}\n", "\treturn \"\"\n}\n")},
	{Name: "errors", Max: 2000, Source: table("func check(s string, n int) (string, error) {\n\tif len(s) < n {\n\t\treturn \"\", fmt.Errorf(\"short\")\n\t}\n\treturn s, nil\n}\n\nfunc shape(s string) string {\n\tvar err error\n", "\tif s, err = check(s, %d); err != nil {\n\t\treturn \"\"\n\t}\n", "\treturn s\n}\n")},
	{Name: "andor", Max: 8000, Source: table("func shape(s string) string {\n\ta, b := s > \"a\", s > \"b\"\n\tif s == \"\"", " ||\n\t\t(a && s == \"case%06d\") || (b && len(s) == %[1]d)", " {\n\t\treturn s\n\t}\n\treturn \"\"\n}\n")},
	{Name: "goto", Max: 8000, Source: gotos},
	{Name: "loops", Max: 8000, Source: table("func shape(s string) string {\n\tt := s\n", "\tfor i := 0; i < %d; i++ {\n\t\tt += s\n\t}\n", "\treturn t\n}\n")},
	{Name: "nestedloops", Max: 1000, Source: nested("for i := 0; i < len(s); i++ {", "t += s")},
	{Name: "nestedifs", Max: 4000, Source: nested("if s > \"a\" {", "t += s")},
	{Name: "embedded", Max: 1000, Source: embedded},
	{Name: "chain", Max: 8000, Source: table("type b struct{ s string }\n\nfunc (x *b) add(s string) *b {\n\tx.s += s\n\treturn x\n}\n\nfunc shape(s string) string {\n\treturn (&b{})", ".\n\t\tadd(\"%d\")", ".s\n}\n")},
	{Name: "recursion", Source: table("func shape(s string) string { return f0(s) }\n\nfunc f0(s string) string { return f1(s) }\n\n", "func f%d(s string) string {\n\tif s == \"x%[1]d\" {\n\t\treturn f%[2]d(s)\n\t}\n\treturn f%[3]d(s + \"x\")\n}\n\n", "func f%d(s string) string { return f0(s) }\n")},
	{Name: "callchain", Source: table("func shape(s string) string { return f1(s) }\n\n", "func f%d(s string) string { return f%[3]d(s) }\n\n", "func f%d(s string) string { return s }\n")},
	{Name: "calls", Source: table("func one(s string) string { return s + \"x\" }\n\nfunc shape(s string) string {\n", "\ts = one(s) // %d\n", "\treturn s\n}\n")},
	{Name: "callers", Source: table("func one(s string) string { return s + \"x\" }\n\n", "func f%d(s string) string { return one(s) }\n\n", "\nfunc shape(s string) string { return f1(s) } // %d\n")},
	{Name: "handlers", Source: handlers},
	{Name: "doublings", Source: table("func shape(s string) string {\n\ts += \"x\"\n", "\ts += s // %d\n", "\treturn s\n}\n")},
	{Name: "constdoublings", Source: table("func shape(r string) string {\n\ts := \"x\"\n", "\ts += s // %d\n", "\treturn s\n}\n")},
	{Name: "concat", Source: table("func shape(s string) string {\n\treturn \"select \"", " +\n\t\ts + \"x%d\"", "\n}\n")},
	{Name: "builder", Source: table("func shape(s string) string {\n\tvar b strings.Builder\n", "\tb.WriteString(\"x%d\")\n\tb.WriteString(s)\n", "\treturn b.String()\n}\n")},
	{Name: "append", Source: table("func shape(s string) string {\n\tvar list []string\n", "\tlist = append(list, s, \"x%d\")\n", "\treturn strings.Join(list, \" \")\n}\n")},
	{Name: "mapstores", Source: table("func shape(s string) string {\n\tm := map[string]string{}\n", "\tm[\"key%d\"] = s\n", "\treturn m[s]\n}\n")},
	{Name: "fieldstores", Source: fields},
	{Name: "sprintf", Source: table("func shape(s string) string {\n\treturn fmt.Sprintf(\"%%s\"", ", s /* %d */", ")\n}\n")},
	{Name: "closures", Max: 8000, Source: closures},
	{Name: "closurelist", Max: 1000, Source: table("func shape(s string) string {\n\tt := s\n", "\tfunc() { t += \"x%d\" }()\n", "\treturn t\n}\n")},
	{Name: "methods", Source: methods},
	{Name: "implementations", Source: implementations},
	{Name: "fields", Source: manyFields},
	{Name: "constants", Source: table("const c0 = \"select\"\n\n", "const c%d = c0 + \" %[1]d\"\n", "\nfunc shape(s string) string { return c1 + s } // %d\n")},
	{Name: "defers", Source: table("func shape(s string) string {\n", "\tdefer func() { _ = s + \"%d\" }()\n", "\treturn s\n}\n")},
	{Name: "list", Source: linked},
	{Name: "setupswitch", Max: 16000, Source: table("func shape(s string) string {\n\tswitch s {\n", "\tcase \"case%06d\":\n\t\thttp.HandleFunc(\"/p%[1]d\", page)\n", "\t}\n\treturn s\n}\n")},
	{Name: "setupswitchassign", Max: 16000, Source: table("func shape(s string) string {\n\tt := s\n\tswitch s {\n", "\tcase \"case%06d\":\n\t\tt = \"/select %[1]d\"\n", "\t}\n\thttp.HandleFunc(t, page)\n\treturn t\n}\n")},
	{Name: "setupifs", Source: table("func shape(s string) string {\n\tt := \"\"\n", "\tif s == \"case%06d\" {\n\t\thttp.HandleFunc(\"/p%[1]d\", page)\n\t}\n", "\treturn t\n}\n")},
	{Name: "setupassigns", Source: table("func shape(s string) string {\n\tt := \"\"\n", "\tif s == \"case%06d\" {\n\t\tt = s + \"x\"\n\t}\n", "\thttp.HandleFunc(t, page)\n\treturn t\n}\n")},
	{Name: "setupreturns", Source: table("func shape(s string) string {\n", "\tif s == \"case%06d\" {\n\t\treturn s\n\t}\n", "\thttp.HandleFunc(s, page)\n\treturn \"\"\n}\n")},
	{Name: "setupandor", Max: 8000, Source: table("func shape(s string) string {\n\ta, b := s > \"a\", s > \"b\"\n\tif s == \"\"", " ||\n\t\t(a && s == \"case%06d\") || (b && len(s) == %[1]d)", " {\n\t\thttp.HandleFunc(\"/x\", page)\n\t}\n\treturn \"\"\n}\n")},
	{Name: "setupgoto", Max: 8000, Source: func(n int) string {
		return strings.ReplaceAll(gotos(n), "t += \"x\"", "http.HandleFunc(\"/p\"+t, page)")
	}},
	{Name: "setuploops", Max: 8000, Source: table("func shape(s string) string {\n\tt := s\n", "\tfor i := 0; i < %d; i++ {\n\t\thttp.HandleFunc(\"/p%[1]d\", page)\n\t}\n", "\treturn t\n}\n")},
	{Name: "setupnestedloops", Max: 1000, Source: nested("for i := 0; i < len(s); i++ {", "http.HandleFunc(\"/p\"+s, page)")},
	{Name: "setupnestedifs", Max: 4000, Source: nested("if s > \"a\" {", "http.HandleFunc(\"/p\"+s, page)")},
	{Name: "setupcalls", Source: table("func shape(s string) string {\n", "\thttp.HandleFunc(\"/p%d\", page)\n", "\treturn s\n}\n")},
}

// table writes n lines between a head and a tail; the lines are formatted with their number, and those before and after it.
func table(head, line, tail string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		write := func(format string, i int) {
			if strings.Contains(format, "%") {
				args := []any{i, i - 1, i + 1}
				s := fmt.Sprintf(format, args...)
				if j := strings.Index(s, "%!(EXTRA"); j >= 0 {
					s = s[:j]
				}
				format = s
			}
			b.WriteString(format)
		}
		b.WriteString(strings.ReplaceAll(head, "%%", "%"))
		for i := 1; i <= n; i++ {
			write(line, i)
		}
		write(tail, n+1)
		return b.String()
	}
}

func globals(n int) string {
	var b strings.Builder
	b.WriteString("var g0 = \"x\"\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "var g%d = g%d + \"x\"\n", i, i-1)
	}
	fmt.Fprintf(&b, "\nfunc shape(s string) string { return g%d + s }\n", n)
	return b.String()
}

func typeswitch(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "type t%d struct{ s string }\n", i)
	}
	b.WriteString("\nfunc shape(s string) string { return of(t0{s}) }\n\nfunc of(x any) string {\n\tswitch x := x.(type) {\n")
	for i := range n {
		fmt.Fprintf(&b, "\tcase t%d:\n\t\treturn x.s\n", i)
	}
	b.WriteString("\t}\n\treturn \"\"\n}\n")
	return b.String()
}

func gotos(n int) string {
	var b strings.Builder
	b.WriteString("func shape(s string) string {\n\tt, i := s, 0\n")
	for k := range n {
		fmt.Fprintf(&b, "l%d:\n\ti++\n\tif i == %d {\n\t\tt += \"x\"\n\t\tgoto l%d\n\t}\n\tif s == \"l%d\" {\n\t\tgoto l%d\n\t}\n", k, k*3, (k*7+3)%n, k, (k*13+5)%n)
	}
	b.WriteString("\treturn t\n}\n")
	return b.String()
}

func nested(open, inner string) func(int) string {
	return func(n int) string {
		return "func shape(s string) string {\n\tt := s\n" + strings.Repeat(open+"\n", n) + inner + "\n" + strings.Repeat("}\n", n) + "\treturn t\n}\n"
	}
}

func embedded(n int) string {
	var b strings.Builder
	b.WriteString("type t0 struct{ s string }\n\nfunc (t t0) get() string { return t.s }\n\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "type t%d struct{ t%d }\n", i, i-1)
	}
	fmt.Fprintf(&b, "\nfunc shape(s string) string {\n\tvar x t%d\n\tx.s = s\n\treturn x.get()\n}\n", n)
	return b.String()
}

func handlers(n int) string {
	var b strings.Builder
	b.WriteString("func shape(s string) string { return s }\n\nfunc init() {\n")
	for i := range n {
		fmt.Fprintf(&b, "\thttp.HandleFunc(\"/path%d\", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, shape(r.FormValue(\"s\"))) })\n", i)
	}
	b.WriteString("}\n")
	return b.String()
}

func fields(n int) string {
	var b strings.Builder
	b.WriteString("type t struct {\n")
	for i := range n {
		fmt.Fprintf(&b, "\tf%d string\n", i)
	}
	b.WriteString("}\n\nfunc shape(s string) string {\n\tx := &t{}\n")
	for i := range n {
		fmt.Fprintf(&b, "\tx.f%d = s\n", i)
	}
	b.WriteString("\treturn x.f0\n}\n")
	return b.String()
}

func closures(n int) string {
	return "func shape(s string) string {\n" + strings.Repeat("\treturn func() string {\n", n) + "\treturn s\n" + strings.Repeat("\t}()\n", n) + "}\n"
}

func methods(n int) string {
	var b strings.Builder
	b.WriteString("type t struct{ s string }\n\ntype i interface{ m1() string }\n\n")
	for i := range n {
		fmt.Fprintf(&b, "func (x *t) m%d() string { return x.s }\n", i)
	}
	b.WriteString("\nfunc shape(s string) string {\n\tvar x i = &t{s}\n\treturn x.m1()\n}\n")
	return b.String()
}

func implementations(n int) string {
	var b strings.Builder
	b.WriteString("type i interface{ m() string }\n\n")
	for i := range n {
		fmt.Fprintf(&b, "type t%d struct{ s string }\n\nfunc (x *t%[1]d) m() string { return x.s }\n\n", i)
	}
	b.WriteString("func make(s string) i {\n\tswitch len(s) {\n")
	for i := range n {
		fmt.Fprintf(&b, "\tcase %d:\n\t\treturn &t%[1]d{s}\n", i)
	}
	b.WriteString("\t}\n\treturn nil\n}\n\nfunc shape(s string) string { return make(s).m() }\n")
	return b.String()
}

func manyFields(n int) string {
	var b strings.Builder
	b.WriteString("type t struct {\n")
	for i := range n {
		fmt.Fprintf(&b, "\tf%d string `json:\"f%[1]d\" validate:\"required\"`\n", i)
	}
	b.WriteString("}\n\nfunc shape(s string) string {\n\tx := t{f0: s}\n\treturn x.f0\n}\n")
	return b.String()
}

func linked(n int) string {
	return "type t struct {\n\ts string\n\tnext *t\n}\n\nfunc shape(s string) string {\n\tx := &t{s: s}\n" + strings.Repeat("\tx = &t{s: s, next: x}\n", n) + "\treturn x.next.s\n}\n"
}
