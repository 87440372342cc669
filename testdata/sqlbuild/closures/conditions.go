package closures

import (
	"net/http"
	"strings"
)

func badConditions(r *http.Request) {
	name := r.FormValue("name")
	conditions := []func(*strings.Builder){
		func(b *strings.Builder) { b.WriteString(" AND active") },
		func(b *strings.Builder) { b.WriteString(" AND name = '" + name + "'") }, // want sqlbuild/injected
	}
	var b strings.Builder
	b.WriteString("SELECT id FROM users WHERE 1=1")
	for _, add := range conditions {
		add(&b)
	}
	_, _ = db.Query(b.String())
}

func badConditionsAppended(r *http.Request) {
	name, city := r.FormValue("name"), r.FormValue("city")
	conditions := []func(*strings.Builder){
		func(b *strings.Builder) { b.WriteString(" AND active") },
		func(b *strings.Builder) { b.WriteString(" AND name = '" + name + "'") }, // want sqlbuild/injected
	}
	if city != "" {
		conditions = append(conditions, func(b *strings.Builder) {
			b.WriteString(" AND city = '")
			b.WriteString(city) // want sqlbuild/injected
			b.WriteString("'")
		})
	}
	var b strings.Builder
	b.WriteString("SELECT id FROM users WHERE 1=1")
	for _, add := range conditions {
		add(&b)
	}
	_, _ = db.Query(b.String())
}
