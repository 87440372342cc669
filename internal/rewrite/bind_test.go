package rewrite_test

import (
	"go/format"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/rewrite"
)

// bind rewrites the statement in a function of a file that imports fmt, and returns the statement and whether fmt is
// still imported.
func bind(t *testing.T, stmt, placeholder string) (string, bool) {
	t.Helper()
	src := "package p\n\nimport (\n\t\"fmt\"\n\t\"database/sql\"\n)\n\nfunc f(db *sql.DB, x string) {\n\t" + stmt + "\n}\n"
	column := strings.Index(stmt, "db.Query") + 2
	edits := rewrite.Bind("p.go", []byte(src), 9, column, 0, placeholder)
	for i := len(edits) - 1; i >= 0; i-- {
		src = src[:edits[i].Start] + edits[i].New + src[edits[i].End:]
	}
	if _, err := format.Source([]byte(src)); err != nil {
		t.Fatalf("%s does not parse: %v\n%s", stmt, err, src)
	}
	body := src[strings.Index(src, "{\n")+3 : strings.LastIndex(src, "\n}")]
	return body, strings.Contains(src, `"fmt"`)
}

func TestBind(t *testing.T) {
	for in, want := range map[string]string{
		`db.Query("SELECT a FROM t WHERE b = '" + x + "'")`:                 `db.Query("SELECT a FROM t WHERE b = ?", x)`,
		`db.Query("SELECT a FROM t WHERE b = " + x)`:                        `db.Query("SELECT a FROM t WHERE b = ?", x)`,
		`db.Query("SELECT a FROM t WHERE b = '" + f(x, 1) + "' LIMIT 1")`:   `db.Query("SELECT a FROM t WHERE b = ? LIMIT 1", f(x, 1))`,
		`db.Query(fmt.Sprintf("SELECT a FROM t WHERE b = '%s'", x))`:        `db.Query("SELECT a FROM t WHERE b = ?", x)`,
		`db.Query(fmt.Sprintf("SELECT a FROM t WHERE b LIKE '%%%s%%'", x))`: `db.Query("SELECT a FROM t WHERE b LIKE ?", "%" + x + "%")`,
		`db.Query("SELECT a FROM t WHERE b LIKE '%" + x + "'")`:             `db.Query("SELECT a FROM t WHERE b LIKE ?", "%" + x)`,
		"db.Query(`SELECT 'c',\n\ta FROM t WHERE b = '` + x + `'`)":         "db.Query(`SELECT 'c',\n\ta FROM t WHERE b = ?`, x)",
	} {
		if got, _ := bind(t, in, "?"); got != want {
			t.Errorf("%s\ngives %s\nwant  %s", in, got, want)
		}
	}
	if _, imported := bind(t, `db.Query(fmt.Sprintf("SELECT a FROM t WHERE b = '%s'", x))`, "$1"); imported {
		t.Error("fmt is used no more and is still imported")
	}
	if _, imported := bind(t, `db.Query(fmt.Sprintf("SELECT a FROM t WHERE b = '%s'", x)); fmt.Println()`, "$1"); !imported {
		t.Error("fmt is still used and not imported")
	}
}

// TestBindUncertain: where the result is not certain there is no fix.
func TestBindUncertain(t *testing.T) {
	for _, in := range []string{
		`db.Query("SELECT a FROM t WHERE b = '" + x + "' AND c = '" + x + "'")`,
		`db.Query("SELECT a FROM t WHERE b = 'n-" + x + "'")`,
		`db.Query("SELECT a FROM t WHERE b = '" + x)`,
		`db.Query(fmt.Sprintf("SELECT a FROM t WHERE b = '%s' LIMIT %d", x, 1))`,
		`db.Query(fmt.Sprintf("SELECT a FROM t WHERE b = '%10s'", x))`,
		`db.Query("SELECT a FROM t WHERE b = '" + x + "'", 1)`,
		`db.Query(x)`,
		`q := "SELECT a FROM t WHERE b = '" + x + "'"; db.Query(q)`,
	} {
		if got, _ := bind(t, in, "?"); got != in {
			t.Errorf("%s\ngives %s", in, got)
		}
	}
}
