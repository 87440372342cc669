package output

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/apivet/apivet/internal/rule"
)

// maxMarkdown is the number of findings that the summary lists: the summary of a GitHub job takes a megabyte.
const maxMarkdown = 200

// Markdown writes a summary for the page of a job: counts, and a table of the findings with their flows, the most severe
// first.
func Markdown(w io.Writer, r *Report, o Options) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "## %s: %s\n\n", r.Tool.Name, Headline(r))
	for _, i := range r.Incomplete {
		fmt.Fprintf(out, "- **not analysed**: %s: %s\n", code(i.Package), cell(i.Reason))
	}
	if len(r.Incomplete) > 0 {
		fmt.Fprintln(out)
	}
	if len(r.Findings) > 0 {
		fmt.Fprintf(out, "| severity | rule | place | finding |\n|---|---|---|---|\n")
	}
	findings := bySeverity(r.Findings)
	for _, f := range findings[:min(len(findings), maxMarkdown)] {
		id := f.ID()
		if f.URL != "" {
			id = "[" + id + "](" + f.URL + ")"
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s%s |\n", f.Severity, id, code(fmt.Sprintf("%s:%d", f.File, f.Line)), cell(f.Message), details(f))
	}
	if left := len(findings) - maxMarkdown; left > 0 {
		fmt.Fprintf(out, "\n%s more, the least severe ones, are left out.\n", count(left, "finding"))
	}
	if o.ShowWaived && len(r.Waived) > 0 {
		fmt.Fprintf(out, "\n| waived | place | by | reason |\n|---|---|---|---|\n")
		for i := range r.Waived {
			f := &r.Waived[i]
			fmt.Fprintf(out, "| %s | %s | %s | %s |\n", f.ID(), code(fmt.Sprintf("%s:%d", f.File, f.Line)), cell(f.by()), cell(f.Reason))
		}
	}
	return out.Flush()
}

// details is a flow that opens on a click.
func details(f *rule.Finding) string {
	if len(f.Flow) < 2 {
		return ""
	}
	var b strings.Builder
	b.WriteString("<details><summary>flow</summary><ol>")
	for _, s := range f.Flow {
		fmt.Fprintf(&b, "<li>%s %s</li>", code(fmt.Sprintf("%s:%d", s.File, s.Line)), cell(s.Message))
	}
	return b.String() + "</ol></details>"
}

// cell is text in a cell of a table.
func cell(s string) string {
	return strings.NewReplacer("\\", "\\\\", "|", "\\|", "\n", " ", "\r", " ", "<", "&lt;", ">", "&gt;", "&", "&amp;", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]").Replace(s)
}

func code(s string) string {
	return "<code>" + strings.NewReplacer("|", "&#124;", "\n", " ", "<", "&lt;", ">", "&gt;", "&", "&amp;", "`", "&#96;", "*", "&#42;", "_", "&#95;").Replace(s) + "</code>"
}
