package output

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/rule"
)

// Headline says in one line what was found and in what: "3 findings (1 critical, 2 high) in 214 packages; 2 waived; 1
// package not analysed".
func Headline(r *Report) string { return headline(r, "", true) }

// HeadlineIn is the Headline with how long it took: "… in 214 packages, 1.2 s; 2 waived".
func HeadlineIn(r *Report, took string) string { return headline(r, ", "+took, true) }

func headline(r *Report, took string, severities bool) string {
	var b strings.Builder
	if len(r.Findings) == 0 {
		b.WriteString("no findings")
	} else {
		b.WriteString(count(len(r.Findings), "finding"))
	}
	var parts []string
	for s := rule.Critical; ; s-- {
		n := 0
		for i := range r.Findings {
			if r.Findings[i].Severity == s {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
		if s == rule.Low {
			break
		}
	}
	if len(parts) > 0 && severities {
		b.WriteString(" (" + strings.Join(parts, ", ") + ")")
	}
	fmt.Fprintf(&b, " in %s%s", count(r.Analysed.Packages, "package"), took)
	if n := len(r.Waived); n > 0 {
		fmt.Fprintf(&b, "; %d waived", n)
	}
	if r.Known > 0 {
		fmt.Fprintf(&b, "; %d known from the baseline", r.Known)
	}
	if r.Old > 0 {
		fmt.Fprintf(&b, "; %d not new", r.Old)
	}
	if n := len(r.Incomplete); n > 0 {
		fmt.Fprintf(&b, "; %s not analysed", count(packagesOf(r.Incomplete), "package"))
	}
	return b.String()
}

func packagesOf(in []Incomplete) int {
	seen := map[string]bool{}
	for _, i := range in {
		seen[i.Package] = true
	}
	return len(seen)
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// bySeverity returns the findings with the most severe first, else in their order.
func bySeverity(findings []rule.Finding) []*rule.Finding {
	var out []*rule.Finding
	for i := range findings {
		out = append(out, &findings[i])
	}
	slices.SortStableFunc(out, func(a, b *rule.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	return out
}

// by says who waives a finding, and until when.
func (w *Waived) by() string {
	if w.Until != "" {
		return w.By + " until " + w.Until
	}
	return w.By
}
