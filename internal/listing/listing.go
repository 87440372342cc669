// Package listing writes the table of a program's routes for people and other programs, and compares two of them.
//
// A Document is what package route found and package conduct judged, as data: it is the same as its form in JSON, whose
// version changes when a field changes its meaning. Text, Markdown and HTML show a row for each route with a column for each
// layer; OpenAPI describes the paths with what they ask for. Files are named as in findings.
package listing

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
)

// Document is a table of routes.
type Document struct {
	Version int     `json:"version"`
	Routes  []Route `json:"routes"`
}

// version is that of the form.
const version = 1

// Route is an endpoint with what runs before its handler.
type Route struct {
	Method  string `json:"method"` // "*" for any, "RPC" for a remote procedure
	Path    string `json:"path"`   // parts that are not known as ${name}
	Handler string `json:"handler"`
	File    string `json:"file"` // of the handler; "" for one of another module
	Line    int    `json:"line"`
	Router  string `json:"router"`
	// Kind is what is known of a handler of another module: "static", "debug/pprof".
	Kind string `json:"kind,omitempty"`
	// Conditional: there is the route only under a condition that is not known.
	Conditional bool `json:"conditional,omitempty"`
	// Unsure says why the chain is not certain.
	Unsure     string           `json:"unsure,omitempty"`
	Layers     map[string]State `json:"layers"`
	Chain      []Source         `json:"chain"` // in the order in which it runs
	Registered Place            `json:"registered"`
}

// State is the verdict on a layer with what it rests on.
type State struct {
	Verdict string   `json:"verdict"` // yes, no, optional, conditional, unsure
	By      []Source `json:"by"`
}

// Source is a function, with where it is attached, or where it is the handler, declared.
type Source struct {
	Name string `json:"name"`
	File string `json:"file"`
	Line int    `json:"line"`
	// Conditional: it is attached under a condition that is not known.
	Conditional bool `json:"conditional,omitempty"`
}

// Place is a line of a file.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// New returns an empty table.
func New() *Document { return &Document{Version: version, Routes: []Route{}} }

// Add adds the routes of a program. hide masks what looks like a secret in a text between slashes.
func (d *Document) Add(t *route.Table, hide func(string) string) {
	judge := conduct.New(t)
	for _, r := range t.Routes {
		handler := place(r.Handler.At)
		out := Route{
			Method: r.Method, Path: hidden(r.Path, hide), Handler: r.Handler.Name, File: handler.File, Line: handler.Line,
			Router: r.Router, Kind: r.Kind, Conditional: r.Conditional, Unsure: r.Unsure,
			Layers: map[string]State{}, Chain: []Source{}, Registered: place(r.At),
		}
		for _, m := range r.Chain {
			at := place(m.At)
			out.Chain = append(out.Chain, Source{m.Name, at.File, at.Line, m.Conditional})
		}
		for l, s := range judge.Route(r) {
			state := State{Verdict: s.Verdict.String(), By: []Source{}}
			for _, by := range s.By {
				at := place(by.At)
				src := Source{by.Name, at.File, at.Line, by.Verdict == conduct.Conditional}
				if !slices.Contains(state.By, src) {
					state.By = append(state.By, src)
				}
			}
			out.Layers[string(l)] = state
		}
		d.Routes = append(d.Routes, out)
	}
}

// place is where code was written; no file where that is not known.
func place(at program.Place) Place {
	if at.Fn == nil || at.Pos.Line == 0 {
		return Place{Line: int(at.Pos.Line)}
	}
	file, line := at.Source()
	return Place{file, line}
}

// hidden masks the parts of a path that look like secrets.
func hidden(path string, hide func(string) string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		parts[i] = hide(p)
	}
	return strings.Join(parts, "/")
}

// Sort sorts the routes by path, then by method and where they are registered. A route that several programs have in the same way is
// one, and one whose router some program does not know is left to those that do.
func (d *Document) Sort() {
	slices.SortStableFunc(d.Routes, func(a, b Route) int {
		return cmp.Or(
			cmp.Compare(a.Path, b.Path), cmp.Compare(methodOrder(a.Method), methodOrder(b.Method)), cmp.Compare(a.Method, b.Method),
			cmp.Compare(a.Registered.File, b.Registered.File), cmp.Compare(a.Registered.Line, b.Registered.Line), cmp.Compare(a.Handler, b.Handler),
		)
	})
	known := map[string]bool{}
	for _, r := range d.Routes {
		known[r.registration()] = known[r.registration()] || r.Unsure == ""
	}
	d.Routes = slices.DeleteFunc(d.Routes, func(r Route) bool { return r.Unsure != "" && known[r.registration()] })
	d.Routes = slices.CompactFunc(d.Routes, func(a, b Route) bool { return reflect.DeepEqual(a, b) })
}

// registration identifies the call that registers a route, and what for.
func (r *Route) registration() string {
	return fmt.Sprint(r.Registered, " ", r.Method, " ", r.Handler)
}

// methodOrder is the order in which people list methods.
func methodOrder(method string) int {
	order := []string{"*", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
	if i := slices.Index(order, method); i >= 0 {
		return i
	}
	return len(order)
}

// column is a layer as it is shown.
type column struct{ Layer, Title string }

// columns are the layers in the order in which they are shown.
func columns() []column {
	titles := map[conduct.Layer]string{
		conduct.Auth: "auth", conduct.Authz: "authorisation", conduct.RateLimit: "rate limit", conduct.CORS: "CORS", conduct.CSRF: "CSRF",
		conduct.Headers: "headers", conduct.BodyLimit: "body limit", conduct.Timeout: "timeout", conduct.Validation: "validation",
		conduct.Logging: "logging", conduct.Recover: "recovery",
	}
	var out []column
	for _, l := range conduct.Layers {
		out = append(out, column{string(l), titles[l]})
	}
	return out
}

// used are the columns to show, authentication and those in which a route has something, and the titles of the others.
func (d *Document) used() (some []column, none []string) {
	for _, c := range columns() {
		if c.Layer == string(conduct.Auth) || slices.ContainsFunc(d.Routes, func(r Route) bool { return r.Layers[c.Layer].Verdict != "no" }) {
			some = append(some, c)
		} else {
			none = append(none, c.Title)
		}
	}
	return some, none
}

// count is how many routes have a verdict on a layer.
func (d *Document) count(layer, verdict string) int {
	n := 0
	for _, r := range d.Routes {
		if r.Layers[layer].Verdict == verdict {
			n++
		}
	}
	return n
}
