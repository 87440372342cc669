package generics

import (
	"net/http"
	"strings"
)

func convert[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func badConvert(r *http.Request) {
	quoted := convert(r.Form["id"], func(s string) string { return "'" + s + "'" }) // want sqlbuild/injected
	_, _ = db.Query("SELECT id FROM users WHERE id IN (" + strings.Join(quoted, ",") + ")")
}

func okConvert(r *http.Request) {
	marks := convert(r.Form["id"], func(string) string { return "?" })
	args := convert(r.Form["id"], func(s string) any { return s })
	_, _ = db.Query("SELECT id FROM users WHERE id IN ("+strings.Join(marks, ",")+")", args...)
}
