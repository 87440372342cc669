package listing

import (
	_ "embed"
	"html/template"
	"io"
	"path"
	"strings"
)

var (
	//go:embed html/routes.tmpl
	htmlTemplate string
	//go:embed html/routes.css
	htmlCSS string
	//go:embed html/routes.js
	htmlJS string
)

// What the template shows.
type (
	htmlPage struct {
		Headline string
		CSS      template.CSS
		JS       template.JS
		Counts   []htmlCount
		Columns  []column
		None     string
		Routes   []htmlRoute
	}
	htmlCount struct {
		Name string
		N    int
	}
	htmlRoute struct {
		*Route
		Path  string
		Cells []htmlCell
	}
	htmlCell struct {
		Layer, Verdict string
		By             []htmlSource
	}
	// htmlSource is a source on one line, with all of it behind.
	htmlSource struct {
		Name, At, Whole string
	}
)

// HTML writes a page to look at: one file that loads nothing, with a row for each route, which can be sorted and filtered. It
// reads well without its script, too.
func HTML(w io.Writer, d *Document) error {
	t, err := template.New("routes").Parse(htmlTemplate)
	if err != nil {
		return err
	}
	cols, none := d.used()
	page := &htmlPage{Headline: d.headline(), CSS: template.CSS(htmlCSS), JS: template.JS(htmlJS), Columns: cols, None: strings.Join(none, ", ")}
	for i := len(strength) - 1; i >= 0; i-- {
		page.Counts = append(page.Counts, htmlCount{strength[i], d.count("auth", strength[i])})
	}
	for i := range d.Routes {
		r := &d.Routes[i]
		row := htmlRoute{Route: r, Path: r.Path}
		for _, c := range cols {
			row.Cells = append(row.Cells, cellOf(c.Layer, r.Layers[c.Layer]))
		}
		page.Routes = append(page.Routes, row)
	}
	return t.Execute(w, page)
}

func cellOf(layer string, s State) htmlCell {
	out := htmlCell{Layer: layer, Verdict: s.Verdict}
	for _, by := range s.By {
		src := htmlSource{Name: by.Name[strings.LastIndexByte(by.Name, '.')+1:], Whole: by.Name}
		if by.Conditional {
			src.Name += " (conditional)"
			src.Whole += ", under a condition"
		}
		if by.File != "" {
			src.At = at(path.Base(by.File), by.Line)
			src.Whole += ", " + at(by.File, by.Line)
		}
		out.By = append(out.By, src)
	}
	return out
}
