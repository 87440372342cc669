package listing

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Diff is what changed between two tables.
type Diff struct {
	Version int      `json:"version"`
	Added   []Route  `json:"added"`
	Removed []Route  `json:"removed"`
	Changed []Change `json:"changed"`
}

// Change is a route that is there before and after, with the layers that are not the same.
type Change struct {
	Route  Route           `json:"route"` // as it is now
	Layers map[string]Pair `json:"layers"`
}

// Pair is the verdicts on a layer.
type Pair struct {
	Before string `json:"before"`
	After  string `json:"after"`
	// Lost: it is less than it was.
	Lost bool `json:"lost"`
}

// strength is the order of verdicts.
var strength = []string{"no", "unsure", "optional", "conditional", "yes"}

// Compare says what changed from one table to another. Routes are the same by method and path; of several, by handler, or else in
// order.
func Compare(before, after *Document) *Diff {
	d := &Diff{Version: version, Added: []Route{}, Removed: []Route{}, Changed: []Change{}}
	old := map[string][]Route{}
	for _, r := range before.Routes {
		k := r.Method + " " + r.Path
		old[k] = append(old[k], r)
	}
	rest := slices.Clone(after.Routes)
	for _, byHandler := range []bool{true, false} {
		var left []Route
		for _, r := range rest {
			k := r.Method + " " + r.Path
			i := slices.IndexFunc(old[k], func(o Route) bool { return !byHandler || o.Handler == r.Handler })
			if i < 0 {
				left = append(left, r)
				continue
			}
			d.compare(old[k][i], r)
			old[k] = slices.Delete(old[k], i, i+1)
		}
		rest = left
	}
	d.Added = append(d.Added, rest...)
	for _, k := range sortedKeys(old) {
		d.Removed = append(d.Removed, old[k]...)
	}
	for _, list := range [][]Route{d.Added, d.Removed} {
		(&Document{Routes: list}).Sort()
	}
	slices.SortStableFunc(d.Changed, func(a, b Change) int {
		return strings.Compare(a.Route.Path+" "+a.Route.Method, b.Route.Path+" "+b.Route.Method)
	})
	return d
}

func (d *Diff) compare(before, after Route) {
	layers := map[string]Pair{}
	for _, c := range columns() {
		b, a := before.Layers[c.Layer].Verdict, after.Layers[c.Layer].Verdict
		if b != a {
			layers[c.Layer] = Pair{b, a, slices.Index(strength, a) < slices.Index(strength, b)}
		}
	}
	if len(layers) > 0 {
		d.Changed = append(d.Changed, Change{after, layers})
	}
}

// Lost tells whether a route has less of a layer than it had.
func (d *Diff) Lost() bool {
	return slices.ContainsFunc(d.Changed, func(c Change) bool {
		for _, p := range c.Layers {
			if p.Lost {
				return true
			}
		}
		return false
	})
}

// DiffJSON writes the comparison as it is.
func DiffJSON(w io.Writer, d *Diff) error { return writeJSON(w, d) }

// DiffText writes a line for each route that is new (+), is gone (-), has lost a layer (!) or has changed otherwise (~).
func DiffText(w io.Writer, d *Diff) error {
	var b strings.Builder
	for _, r := range d.Removed {
		fmt.Fprintf(&b, "- %s %s %s\n", r.Method, r.Path, r.Handler)
	}
	for _, r := range d.Added {
		fmt.Fprintf(&b, "+ %s %s %s %s: %s\n", r.Method, r.Path, r.Handler, at(r.Registered.File, r.Registered.Line), r.has())
	}
	for _, c := range d.Changed {
		mark, what := c.told()
		fmt.Fprintf(&b, "%s %s %s %s %s: %s\n", mark, c.Route.Method, c.Route.Path, c.Route.Handler, at(c.Route.Registered.File, c.Route.Registered.Line), what)
	}
	fmt.Fprintln(&b, d.headline())
	_, err := io.WriteString(w, b.String())
	return err
}

// DiffMarkdown writes the comparison as a table.
func DiffMarkdown(w io.Writer, d *Diff) error {
	var b strings.Builder
	b.WriteString("| | method | path | handler | layers |\n| --- | --- | --- | --- | --- |\n")
	row := func(mark string, r *Route, what string) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", mark, cell(r.Method), code(r.Path), code(r.Handler)+" "+cell(at(r.Registered.File, r.Registered.Line)), cell(what))
	}
	for i := range d.Removed {
		row("removed", &d.Removed[i], "")
	}
	for i := range d.Added {
		row("added", &d.Added[i], d.Added[i].has())
	}
	for i := range d.Changed {
		mark, what := d.Changed[i].told()
		row(map[string]string{"!": "**lost**", "~": "changed"}[mark], &d.Changed[i].Route, what)
	}
	fmt.Fprintf(&b, "\n%s\n", d.headline())
	_, err := io.WriteString(w, b.String())
	return err
}

// told says how the layers of a route changed, with "!" where one is less than it was, "~" elsewhere.
func (c *Change) told() (mark, what string) {
	mark = "~"
	var parts []string
	for _, col := range columns() {
		p, ok := c.Layers[col.Layer]
		if !ok {
			continue
		}
		if p.Lost {
			mark = "!"
		}
		parts = append(parts, fmt.Sprintf("%s %s -> %s", col.Title, p.Before, p.After))
	}
	return mark, strings.Join(parts, ", ")
}

// has lists the layers of a route.
func (r *Route) has() string {
	parts := []string{"auth " + r.Layers["auth"].Verdict}
	for _, c := range columns()[1:] {
		if v := r.Layers[c.Layer].Verdict; v != "no" && v != "" {
			parts = append(parts, c.Title+" "+v)
		}
	}
	return strings.Join(parts, ", ")
}

func (d *Diff) headline() string {
	lost := 0
	for i := range d.Changed {
		if mark, _ := d.Changed[i].told(); mark == "!" {
			lost++
		}
	}
	return fmt.Sprintf("%d added, %d removed, %d changed, of which %d have less than before", len(d.Added), len(d.Removed), len(d.Changed), lost)
}
