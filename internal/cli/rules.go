package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/rule"
)

// ruleInfo is what "apivet rules -json" says of a rule.
type ruleInfo struct {
	Name   string      `json:"name"`
	Title  string      `json:"title"`
	Checks []checkInfo `json:"checks"`
	CWE    []string    `json:"cwe"`
	OWASP  []string    `json:"owasp"`
	ASVS   []string    `json:"asvs"`
	Since  string      `json:"since"`
	URL    string      `json:"url"`
}

type checkInfo struct {
	Name      string         `json:"name"`
	Title     string         `json:"title"`
	Severity  rule.Severity  `json:"severity"`
	Precision rule.Precision `json:"precision"`
}

// printRules is "apivet rules [-json]".
func printRules(a *App, _ context.Context, _ []string, _ io.Reader, stdout, _ io.Writer, args []string) error {
	switch {
	case len(args) == 0:
	case len(args) == 1 && (args[0] == "-json" || args[0] == "--json"):
		return a.rulesJSON(stdout)
	default:
		return usagef("want: apivet rules [-json]")
	}
	for _, r := range a.Rules {
		fmt.Fprintf(stdout, "%s: %s\n", r.Name, r.Title)
		for _, c := range r.Checks {
			fmt.Fprintf(stdout, "  %s/%s: %s (severity up to %s, precision up to %s)\n", r.Name, c.Name, c.Title, c.Severity, c.Precision)
		}
	}
	return nil
}

func (a *App) rulesJSON(w io.Writer) error {
	out := []ruleInfo{}
	for _, r := range a.Rules {
		info := ruleInfo{Name: r.Name, Title: r.Title, Checks: []checkInfo{}, CWE: append([]string{}, r.CWE...), OWASP: append([]string{}, r.OWASP...), ASVS: append([]string{}, r.ASVS...), Since: r.Since, URL: r.URL()}
		for _, c := range r.Checks {
			info.Checks = append(info.Checks, checkInfo(c))
		}
		out = append(out, info)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// explain is "apivet explain rule[/check]": the page of a rule, or what it says of one check.
func explain(a *App, _ context.Context, _ []string, _ io.Reader, stdout, _ io.Writer, args []string) error {
	if len(args) != 1 {
		return usagef("explain takes one rule or check: apivet explain %s", a.Rules[0].Name)
	}
	if msg := config.Unknown(a.Rules, args[0]); msg != "" {
		return usagef("%s", msg)
	}
	name, check, _ := strings.Cut(args[0], "/")
	for _, r := range a.Rules {
		if r.Name == name {
			_, err := io.WriteString(stdout, explanation(r, check))
			return err
		}
	}
	return nil
}

// explanation is the text of a rule for a terminal; of one check where it is named.
func explanation(r *rule.Rule, check string) string {
	var b strings.Builder
	title := r.Title
	for _, c := range r.Checks {
		if c.Name == check {
			title = c.Title
		}
	}
	fmt.Fprintf(&b, "%s: %s.\n\n", strings.TrimSuffix(r.Name+"/"+check, "/"), title)
	for _, c := range r.Checks {
		if check == "" {
			b.WriteString(wrap(fmt.Sprintf("%s/%s: %s; severity up to %s, precision up to %s.", r.Name, c.Name, c.Title, c.Severity, c.Precision), "  ", width))
		} else if c.Name == check {
			fmt.Fprintf(&b, "Severity up to %s, precision up to %s.\n", c.Severity, c.Precision)
		}
	}
	var refs []string
	for _, list := range [][]string{r.CWE, r.OWASP, r.ASVS} {
		refs = append(refs, list...)
	}
	if len(refs) > 0 {
		b.WriteString("\n" + wrap(strings.Join(refs, ", ")+".", "", width))
	}
	b.WriteString("\n" + plainText(ofCheck(r, check)))
	fmt.Fprintf(&b, "\n%s\n", r.URL())
	return b.String()
}

// ofCheck leaves the paragraphs that are about other checks out of a rule's page: those that begin with their names.
func ofCheck(r *rule.Rule, check string) string {
	if check == "" {
		return r.Doc
	}
	var keep []string
	for _, par := range strings.Split(r.Doc, "\n\n") {
		other := false
		for _, c := range r.Checks {
			if c.Name != check && strings.HasPrefix(par, r.Name+"/"+c.Name+":") && !strings.Contains(par, r.Name+"/"+check+":") {
				other = true
			}
		}
		if !other {
			keep = append(keep, par)
		}
	}
	return strings.Join(keep, "\n\n")
}

// plainText turns the Markdown of a rule's page, as rule.DocOf writes it, into text for a terminal: headings, wrapped
// paragraphs, lists and code.
func plainText(markdown string) string {
	var b strings.Builder
	for _, line := range strings.Split(markdown, "\n") {
		switch {
		case line == "":
			b.WriteString("\n")
		case strings.HasPrefix(line, "\t"):
			b.WriteString("    " + strings.ReplaceAll(line[1:], "\t", "    ") + "\n")
		case strings.HasPrefix(line, "#"):
			b.WriteString(strings.ToUpper(unescaped(strings.TrimLeft(line, "# "))) + "\n")
		case strings.HasPrefix(line, "  - "):
			item := wrap(unescaped(line[4:]), "    ", width)
			b.WriteString("  - " + item[4:])
		default:
			b.WriteString(wrap(unescaped(line), "", width))
		}
	}
	return b.String()
}

// unescaped removes the backslashes of Markdown.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_[]<>#!&+-.|{}()", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
