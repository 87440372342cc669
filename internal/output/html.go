package output

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/apivet/apivet/internal/rule"
)

var (
	//go:embed html/report.tmpl
	htmlTemplate string
	//go:embed html/report.css
	htmlCSS string
	//go:embed html/report.js
	htmlJS string
)

// What the template shows.
type (
	htmlReport struct {
		Tool       Tool
		Headline   string
		Short      string // without the counts, which are shown beside it
		Read       string
		CSS        template.CSS
		JS         template.JS
		Counts     []htmlCount
		Groups     []htmlGroup
		Incomplete []Incomplete
		Waived     []htmlWaived
		Notes      []string
	}
	htmlCount struct {
		Name string
		N    int
	}
	htmlGroup struct {
		Name, Title, URL string
		Checks           []string
		Findings         []htmlFinding
	}
	htmlFinding struct {
		*rule.Finding
		References string
		Code       []htmlLine
		Steps      []htmlStep
		Fix        string
	}
	htmlStep struct {
		rule.Step
		Code []htmlLine
	}
	htmlLine struct {
		N                   int
		Hit                 bool
		Before, Mark, After string
	}
	htmlWaived struct {
		*rule.Finding
		Who, Reason string
	}
)

// HTML writes a page to look at: one file that loads nothing, with a summary, the findings by rule with code and flow, and
// filters. It reads well without its script, too.
func HTML(w io.Writer, r *Report, o Options) error {
	t, err := template.New("report").Parse(htmlTemplate)
	if err != nil {
		return err
	}
	page := &htmlReport{
		Tool: r.Tool, Headline: Headline(r), Short: headline(r, "", false), CSS: template.CSS(htmlCSS), JS: template.JS(htmlJS), Incomplete: r.Incomplete, Notes: r.Notes,
		Read: fmt.Sprintf("%s, %s and %s", count(r.Analysed.Packages, "package"), count(r.Analysed.Files, "file"), count(r.Analysed.Lines, "line")),
	}
	for s := rule.Critical; ; s-- {
		n := 0
		for i := range r.Findings {
			if r.Findings[i].Severity == s {
				n++
			}
		}
		page.Counts = append(page.Counts, htmlCount{s.String(), n})
		if s == rule.Low {
			break
		}
	}
	page.Groups = htmlGroups(r, newLines(o))
	for i := range r.Waived {
		page.Waived = append(page.Waived, htmlWaived{&r.Waived[i].Finding, r.Waived[i].by(), r.Waived[i].Reason})
	}
	return t.Execute(w, page)
}

// htmlGroups sorts the findings by rule, the rules and the findings with the most severe first.
func htmlGroups(r *Report, ls *lines) []htmlGroup {
	var groups []htmlGroup
	at := map[string]int{}
	for _, ru := range r.Rules {
		at[ru.Name] = len(groups)
		groups = append(groups, htmlGroup{Name: ru.Name, Title: ru.Title, URL: ru.URL()})
	}
	for _, f := range bySeverity(r.Findings) {
		i, ok := at[f.Rule]
		if !ok {
			i = len(groups)
			at[f.Rule] = i
			groups = append(groups, htmlGroup{Name: f.Rule, URL: f.URL})
		}
		g := &groups[i]
		g.Findings = append(g.Findings, ls.htmlFinding(f))
		if !slices.Contains(g.Checks, f.ID()) {
			g.Checks = append(g.Checks, f.ID())
		}
	}
	for i := range groups {
		slices.Sort(groups[i].Checks)
	}
	groups = slices.DeleteFunc(groups, func(g htmlGroup) bool { return len(g.Findings) == 0 })
	slices.SortStableFunc(groups, func(a, b htmlGroup) int { return cmp.Compare(b.Findings[0].Severity, a.Findings[0].Severity) })
	return groups
}

func (l *lines) htmlFinding(f *rule.Finding) htmlFinding {
	out := htmlFinding{Finding: f, Code: l.excerpt(f.Range, f.Secret, 2)}
	var refs []string
	refs = append(refs, f.CWE...)
	for _, o := range f.OWASP {
		refs = append(refs, "OWASP "+o)
	}
	for _, a := range f.ASVS {
		refs = append(refs, "ASVS "+a)
	}
	out.References = strings.Join(refs, ", ")
	if len(f.Flow) > 1 {
		for _, s := range f.Flow {
			out.Steps = append(out.Steps, htmlStep{s, l.excerpt(s.Range, f.Secret, 0)})
		}
	}
	if f.Fix != nil && len(f.Fix.Edits) > 0 {
		out.Fix = strings.ToUpper(f.Fix.Message[:1]) + f.Fix.Message[1:]
	}
	return out
}

// Limits of an excerpt.
const (
	maxExcerpt = 12  // lines of the place itself
	maxWidth   = 500 // bytes of a line
)

// excerpt returns the lines of a place with some round it, the place marked.
func (l *lines) excerpt(at rule.Range, secret bool, round int) []htmlLine {
	last := min(max(at.EndLine, at.Line), at.Line+maxExcerpt-1)
	var out []htmlLine
	for n := max(1, at.Line-round); n <= last+round; n++ {
		text := l.shown(at.File, n, secret)
		if !l.has(at.File, n) {
			continue
		}
		if n < at.Line || n > last {
			out = append(out, htmlLine{N: n, Before: clip(text, maxWidth)})
			continue
		}
		from, to := 0, len(text)
		if n == at.Line {
			from = at.Column - 1
		}
		if n == at.EndLine {
			to = at.EndColumn - 1
		}
		if at.EndLine == 0 {
			to = wordEnd(text, from)
		}
		if n > at.Line { // what indents a further line is not marked
			from = len(text) - len(strings.TrimLeft(text, " \t"))
		}
		out = append(out, marked(n, text, from, to))
	}
	dedent(out)
	if len(out) == 1 && strings.TrimSpace(out[0].Before+out[0].Mark+out[0].After) == "" {
		return nil
	}
	return out
}

// dedent takes the indent that all lines have off them, as long as it stands in front of the mark.
func dedent(ls []htmlLine) {
	common, first := "", true
	for _, l := range ls {
		text := l.Before + l.Mark + l.After
		if strings.TrimSpace(text) == "" {
			continue
		}
		indent := l.Before[:len(l.Before)-len(strings.TrimLeft(l.Before, " \t"))]
		if first {
			common, first = indent, false
		}
		for !strings.HasPrefix(indent, common) {
			common = common[:len(common)-1]
		}
	}
	for i := range ls {
		ls[i].Before = strings.TrimPrefix(ls[i].Before, common)
	}
}

// wordEnd is where the word ends that begins at an offset; one character further where there is none.
func wordEnd(text string, from int) int {
	to := max(from, 0)
	for to < len(text) && (text[to] == '_' || text[to]|0x20 >= 'a' && text[to]|0x20 <= 'z' || text[to] >= '0' && text[to] <= '9') {
		to++
	}
	return max(to, from+1)
}

// marked takes a line apart at byte offsets, which are moved to where characters begin.
func marked(n int, text string, from, to int) htmlLine {
	edge := func(i int) int {
		i = min(max(i, 0), len(text))
		for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
			i--
		}
		return i
	}
	from = edge(from)
	to = max(edge(to), from)
	h := htmlLine{N: n, Hit: true, Before: text[:from], Mark: text[from:to], After: text[to:]}
	if len(h.Before) > maxWidth {
		h.Before = "… " + h.Before[edge(from-maxWidth):]
	}
	h.Mark, h.After = clip(h.Mark, maxWidth), clip(h.After, maxWidth)
	return h
}

// clip shortens a long text at a rune's boundary.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + " …"
}
