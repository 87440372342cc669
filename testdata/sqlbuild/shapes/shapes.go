// Package shapes pins shapes of Go code that are easy to lose on the way.
package shapes

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"text/template"
)

var db *sql.DB

func exec(q string) { _, _ = db.Exec(q) }

func badSliced(r *http.Request) {
	in := []string{"safe", r.FormValue("a"), r.FormValue("b")}
	exec("DELETE FROM t WHERE a = '" + tail(in)[0] + "'") // want sqlbuild/injected
}

func tail(xs []string) []string { return xs[1:] }

func badStructCopy(r *http.Request) {
	type in struct{ a, b string }
	x := in{a: r.FormValue("a"), b: "b"}
	y := x
	z := &y
	exec("DELETE FROM t WHERE a = '" + z.a + "'") // want sqlbuild/injected
}

func okStructCopy(r *http.Request) {
	type in struct{ a, b string }
	x := in{a: r.FormValue("a"), b: "b"}
	y := x
	exec("DELETE FROM t_" + y.b)
}

func badNamedResult(r *http.Request) {
	q, _ := named(r)
	exec(q)
}

func named(r *http.Request) (q string, err error) {
	q = "DELETE FROM t WHERE a = '" + r.FormValue("a") + "'" // want sqlbuild/injected
	return
}

func badTypeSwitch(r *http.Request) {
	var v any = r.FormValue("a")
	switch x := v.(type) {
	case string:
		exec("DELETE FROM t WHERE a = '" + x + "'") // want sqlbuild/injected
	case int:
		exec(fmt.Sprintf("DELETE FROM t WHERE a = %v", x))
	}
}

func okTypeSwitchInt(v any) {
	if n, ok := v.(int); ok {
		exec(fmt.Sprintf("DELETE FROM t WHERE a = %v", n))
	}
}

func badScanner(r *http.Request) {
	sc := bufio.NewScanner(r.Body)
	for sc.Scan() {
		exec("INSERT INTO t VALUES ('" + sc.Text() + "')") // want sqlbuild/injected
	}
}

func badBufferCopy(r *http.Request) {
	var buf bytes.Buffer
	buf.WriteString("INSERT INTO t VALUES ('")
	if _, err := io.Copy(&buf, r.Body); err != nil { // want sqlbuild/injected
		return
	}
	buf.WriteString("')")
	exec(buf.String())
}

func badURLValues(r *http.Request) {
	v, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return
	}
	exec("DELETE FROM t WHERE a = '" + v.Get("a") + "'") // want sqlbuild/injected
}

func badCut(r *http.Request) {
	col, dir, _ := strings.Cut(r.FormValue("sort"), ":")
	exec("SELECT a FROM t ORDER BY " + col + " " + dir) // want sqlbuild/injected
}

func badSplit(r *http.Request) {
	for _, part := range strings.Split(r.FormValue("ids"), ",") {
		exec("DELETE FROM t WHERE id = " + part) // want sqlbuild/injected
	}
}

func badReplacer(r *http.Request) {
	q := strings.NewReplacer("{name}", r.FormValue("name")).Replace("SELECT a FROM t WHERE name = '{name}'") // want sqlbuild/injected
	exec(q)
}

func badReplaceAll(r *http.Request) {
	q := strings.ReplaceAll("SELECT a FROM {table}", "{table}", r.FormValue("table")) // want sqlbuild/injected "table name"
	exec(q)
}

func okReplaceMarks(n int) {
	exec(strings.Replace("SELECT a FROM t WHERE id IN (?)", "?", strings.TrimSuffix(strings.Repeat("?,", n), ","), 1))
}

func badTemplate(r *http.Request) {
	var b strings.Builder
	t := template.Must(template.New("q").Parse("SELECT a FROM {{.}}"))
	if err := t.Execute(&b, r.FormValue("table")); err != nil {
		return
	}
	_, _ = db.Exec(b.String()) // want sqlbuild/injected
}

func badTrimmed(r *http.Request) {
	exec("DELETE FROM t WHERE a = '" + strings.TrimSpace(strings.ToLower(r.FormValue("a"))) + "'") // want sqlbuild/injected
}

type queries map[string]func(string) string

var builders = queries{
	"byName": func(v string) string { return "SELECT a FROM t WHERE name = '" + v + "'" }, // want sqlbuild/injected
}

func badFuncMap(r *http.Request) { exec(builders["byName"](r.FormValue("v"))) }

type base struct{ db *sql.DB }

func (b *base) run(q string) { _, _ = b.db.Exec(q) }

type repo struct {
	*base
	table string
}

func badEmbedded(r *http.Request) {
	x := &repo{base: &base{db}, table: "t"}
	x.run("DELETE FROM " + x.table + " WHERE a = '" + r.FormValue("a") + "'") // want sqlbuild/injected
}

func okEmbedded() {
	x := &repo{base: &base{db}, table: "t"}
	x.run("DELETE FROM " + x.table)
}

type runner interface{ run(string) }

type audited struct {
	runner
	log []string
}

func (a *audited) run(q string) {
	a.log = append(a.log, q)
	a.runner.run(q)
}

func badDecorated(r *http.Request) {
	var x runner = &audited{runner: &base{db}}
	x.run("DELETE FROM t WHERE a = '" + r.FormValue("a") + "'") // want sqlbuild/injected
}

func values(r *http.Request) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, v := range r.Form["v"] {
			if !yield(v) {
				return
			}
		}
	}
}

func badIterator(r *http.Request) {
	for v := range values(r) {
		exec("DELETE FROM t WHERE v = '" + v + "'") // want sqlbuild/injected
	}
}

func badCollected(r *http.Request) {
	vs := slices.Collect(values(r))
	exec("DELETE FROM t WHERE v IN ('" + strings.Join(vs, "','") + "')")
}

var pool sync.Map

func badOnce(r *http.Request) {
	var once sync.Once
	once.Do(func() {
		exec("DELETE FROM t WHERE a = '" + r.FormValue("a") + "'") // want sqlbuild/injected
	})
}

type payload struct {
	Meta struct {
		Sort string `json:"sort"`
	} `json:"meta"`
	Items []item         `json:"items"`
	Extra map[string]any `json:"extra"`
}

type item struct {
	Name string
	N    int
}

func badNested(r *http.Request) {
	var p payload
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		return
	}
	exec("SELECT a FROM t ORDER BY " + p.Meta.Sort) // want sqlbuild/injected
	for _, it := range p.Items {
		exec(fmt.Sprintf("INSERT INTO t VALUES (%d, '%s')", it.N, it.Name)) // want sqlbuild/injected
		exec(fmt.Sprintf("INSERT INTO t VALUES (%d, %v)", it.N, it.N))
	}
	for k := range p.Extra {
		exec("ALTER TABLE t ADD COLUMN " + k + " text") // want sqlbuild/injected
	}
	exec(fmt.Sprintf("INSERT INTO t VALUES ('%v')", p.Extra["x"])) // want sqlbuild/injected
}

func decode[T any](r *http.Request) (T, error) {
	var v T
	err := json.NewDecoder(r.Body).Decode(&v)
	return v, err
}

func badGenericDecode(r *http.Request) {
	it, err := decode[item](r)
	if err != nil {
		return
	}
	exec("INSERT INTO t VALUES ('" + it.Name + "')") // want sqlbuild/injected
}

func readJSON(r *http.Request, dst any) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return err
	}
	return json.Unmarshal(body, dst)
}

func badReadHelper(r *http.Request) {
	var it item
	if err := readJSON(r, &it); err != nil {
		return
	}
	exec("INSERT INTO t VALUES ('" + it.Name + "')") // want sqlbuild/injected
}

type ctxKey string

func badStringKey(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), ctxKey("sort"), r.FormValue("sort"))
	sortedList(ctx)
}

func sortedList(ctx context.Context) {
	s := ctx.Value(ctxKey("sort")).(string)
	exec("SELECT a FROM t ORDER BY " + s) // want sqlbuild/injected
}

func badPointerParam(r *http.Request) {
	var name string
	fill(r, &name)
	exec("DELETE FROM t WHERE a = '" + name + "'") // want sqlbuild/injected
}

func fill(r *http.Request, dst *string) { *dst = r.FormValue("a") }

func okPointerParam() {
	var name string
	fillConst(&name)
	exec("DELETE FROM t WHERE a = '" + name + "'")
}

func fillConst(dst *string) { *dst = "x" }

func badCapturedWrite(r *http.Request) {
	var q string
	build := func() { q = "DELETE FROM t WHERE a = '" + r.FormValue("a") + "'" } // want sqlbuild/injected
	build()
	exec(q)
}

func badDeferred(r *http.Request) (err error) {
	q := "DELETE FROM t"
	defer func() {
		exec(q + " WHERE a = '" + r.FormValue("a") + "'") // want sqlbuild/injected
	}()
	return nil
}

func badMethodExpr(r *http.Request) {
	f := (*base).run
	f(&base{db}, "DELETE FROM t WHERE a = '"+r.FormValue("a")+"'") // want sqlbuild/injected
}

func badConverted(r *http.Request) {
	type name string
	n := name(r.FormValue("a"))
	exec("DELETE FROM t WHERE a = '" + string(n) + "'") // want sqlbuild/injected
}

func badStringer(r *http.Request) {
	exec(fmt.Sprintf("DELETE FROM t WHERE u = '%s'", r.URL)) // want sqlbuild/injected
}

func badSelect(r *http.Request, done chan struct{}) {
	ch := make(chan string)
	go func() { ch <- r.FormValue("a") }()
	select {
	case v := <-ch:
		exec("DELETE FROM t WHERE a = '" + v + "'") // want sqlbuild/injected
	case <-done:
	}
}

type state int

func (s state) String() string {
	switch s {
	case 0:
		return "open"
	default:
		return "closed"
	}
}

func okStringerEnum(s state) {
	exec(fmt.Sprintf("SELECT a FROM t WHERE state = '%s'", s))
	exec("SELECT a FROM t WHERE state = '" + s.String() + "'")
}

func okArray() {
	tables := [...]string{"a", "b"}
	for _, t := range tables {
		exec("TRUNCATE TABLE " + t)
	}
}

func okStructTable() {
	for _, m := range []struct{ table, col string }{{"a", "x"}, {"b", "y"}} {
		exec(fmt.Sprintf("CREATE INDEX ON %s (%s)", m.table, m.col))
	}
}

func okMapTable() {
	for table, cols := range map[string][]string{"a": {"x", "y"}} {
		exec("CREATE TABLE " + table + " (" + strings.Join(cols, " text, ") + " text)")
	}
}

func okTernary(r *http.Request) {
	dir := "ASC"
	if r.FormValue("desc") == "true" {
		dir = "DESC"
	}
	exec("SELECT a FROM t ORDER BY a " + dir)
}

func snake(s string) string {
	data := make([]byte, 0, len(s)*2)
	for i := 0; i < len(s); i++ {
		d := s[i]
		if i > 0 && d >= 'A' && d <= 'Z' {
			data = append(data, '_')
		}
		data = append(data, d)
	}
	return strings.ToLower(string(data))
}

func badSnake(r *http.Request) {
	exec(fmt.Sprintf("SELECT a FROM t WHERE %s LIKE ?", snake(r.FormValue("field")))) // want sqlbuild/injected
}

func badRunes(r *http.Request) {
	var b strings.Builder
	for _, c := range r.FormValue("field") {
		b.WriteRune(c)
	}
	exec("SELECT a FROM t ORDER BY " + b.String()) // want sqlbuild/injected
}

func okFiltered(r *http.Request) {
	var b strings.Builder
	for _, c := range r.FormValue("field") {
		if c >= 'a' && c <= 'z' || c == '_' {
			b.WriteRune(c)
		}
	}
	exec("SELECT a FROM t ORDER BY " + b.String())
}

func okFilteredSwitch(r *http.Request) {
	var out []rune
	for _, c := range r.FormValue("field") {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			out = append(out, c)
		case c == ' ':
			out = append(out, '_')
		}
	}
	exec("SELECT a FROM t ORDER BY " + string(out))
}

// DBTX is implemented by no type of the program, as in generated code.
type DBTX interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// Queries is generated.
type Queries struct{ tx DBTX }

func badLookalike(q *Queries, r *http.Request) {
	_, _ = q.tx.ExecContext(r.Context(), "DELETE FROM t WHERE a = '"+r.FormValue("a")+"'") // want sqlbuild/injected
}
