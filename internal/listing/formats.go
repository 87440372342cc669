package listing

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// format writes a table.
type format struct {
	name  string
	short string
	write func(io.Writer, *Document) error
	// diff writes what changed between two tables; nil for formats that have no form for that.
	diff func(io.Writer, *Diff) error
}

func formats() []format {
	return []format{
		{"text", "a table for terminals", Text, DiffText},
		{"json", "all that is known, for programs and -diff", JSON, DiffJSON},
		{"markdown", "a table for reviews and wikis", Markdown, DiffMarkdown},
		{"html", "one page with filters, which shows where each layer comes from", HTML, nil},
		{"openapi", "an OpenAPI 3.1 document of the paths with what they ask for", OpenAPI, nil},
	}
}

// Formats returns the names of the formats with what they are.
func Formats() (names, short []string) {
	for _, f := range formats() {
		names, short = append(names, f.name), append(short, f.short)
	}
	return names, short
}

// Writer returns what writes a table in a format; nil if there is no such format.
func Writer(name string) func(io.Writer, *Document) error {
	for _, f := range formats() {
		if f.name == name {
			return f.write
		}
	}
	return nil
}

// DiffWriter returns what writes a comparison in a format; nil if the format has no form for it.
func DiffWriter(name string) func(io.Writer, *Diff) error {
	for _, f := range formats() {
		if f.name == name {
			return f.diff
		}
	}
	return nil
}

// JSON writes the table as it is.
func JSON(w io.Writer, d *Document) error { return writeJSON(w, d) }

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// Read reads what JSON wrote.
func Read(r io.Reader) (*Document, error) {
	var d Document
	if err := json.NewDecoder(r).Decode(&d); err != nil {
		return nil, fmt.Errorf("this is no table of routes in JSON: %w", err)
	}
	if d.Version != version {
		return nil, fmt.Errorf("the table of routes is of version %d, not %d", d.Version, version)
	}
	return &d, nil
}

// Text writes a table for terminals. Layers that no route has are left out, and named below.
func Text(w io.Writer, d *Document) error {
	cols, none := d.used()
	head := []string{"METHOD", "PATH", "HANDLER"}
	for _, c := range cols {
		head = append(head, strings.ToUpper(c.Title))
	}
	rows := [][]string{append(head, "REGISTERED")}
	for _, r := range d.Routes {
		row := []string{r.Method, r.shownPath(), r.Handler}
		for _, c := range cols {
			row = append(row, r.Layers[c.Layer].Verdict)
		}
		rows = append(rows, append(row, at(r.Registered.File, r.Registered.Line)))
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
			}
		}
		if _, err := fmt.Fprintln(w, b.String()); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\n%s.%s\n", d.headline(), missing(none))
	return err
}

// shownPath is the path, marked where there is the route only under a condition.
func (r *Route) shownPath() string {
	if r.Conditional {
		return r.Path + " (conditional)"
	}
	return r.Path
}

func at(file string, line int) string {
	if file == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// headline says how many routes there are, and how many of them authenticate.
func (d *Document) headline() string {
	out := fmt.Sprintf("%d routes", len(d.Routes))
	if len(d.Routes) == 1 {
		out = "1 route"
	}
	var parts []string
	for _, v := range []struct{ verdict, text string }{
		{"yes", "with authentication"}, {"conditional", "where it depends on a condition"}, {"optional", "where it is optional"}, {"unsure", "not sure"}, {"no", "without"},
	} {
		if n := d.count("auth", v.verdict); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v.text))
		}
	}
	if len(parts) == 0 {
		return out
	}
	return out + ": " + strings.Join(parts, ", ")
}

// missing names the layers that no route has.
func missing(none []string) string {
	if len(none) == 0 {
		return ""
	}
	return " No route has: " + strings.Join(none, ", ") + "."
}

// Markdown writes a table for reviews.
func Markdown(w io.Writer, d *Document) error {
	cols, none := d.used()
	var b strings.Builder
	b.WriteString("| method | path | handler |")
	for _, c := range cols {
		b.WriteString(" " + c.Title + " |")
	}
	b.WriteString("\n|" + strings.Repeat(" --- |", 3+len(cols)) + "\n")
	for _, r := range d.Routes {
		fmt.Fprintf(&b, "| %s | %s | %s |", cell(r.Method), code(r.shownPath()), code(r.Handler)+" "+cell(at(r.File, r.Line)))
		for _, c := range cols {
			b.WriteString(" " + r.Layers[c.Layer].Verdict + " |")
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "\n%s.%s\n", d.headline(), missing(none))
	_, err := io.WriteString(w, b.String())
	return err
}

// cell escapes what would be markup in a table.
func cell(s string) string {
	return strings.NewReplacer("|", "\\|", "*", "\\*", "_", "\\_", "<", "&lt;", "\n", " ").Replace(s)
}

// code is text as code in a table.
func code(s string) string {
	if s == "" {
		return ""
	}
	s = strings.NewReplacer("|", "\\|", "\n", " ").Replace(s)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
