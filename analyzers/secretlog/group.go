package secretlog

import (
	"fmt"

	"github.com/apivet/apivet/internal/rule"
)

// leak is a finding with what is logged: the secret's name and where it is read, or "" if that is not known.
type leak struct {
	rule.Finding
	root string
}

// maxLeaks is the number of places up to which each place that logs one secret is a finding.
const maxLeaks = 3

// grouped are the findings to report, in the order in which they were found: of a secret that is logged in many places of several
// packages, as happens where it is stored and goes everywhere, the surest one with the shortest flow stands for all.
func grouped(found []leak) []rule.Finding {
	count, best, first, spread := map[string]int{}, map[string]int{}, map[string]string{}, map[string]bool{}
	for i := range found {
		l := &found[i]
		b, known := best[l.root]
		if !known {
			first[l.root] = l.Package
		}
		spread[l.root] = spread[l.root] || l.Package != first[l.root]
		if count[l.root]++; !known || l.surer(&found[b]) {
			best[l.root] = i
		}
	}
	var out []rule.Finding
	for i, l := range found {
		n := count[l.root]
		switch {
		case l.root == "" || n <= maxLeaks || !spread[l.root]:
		case best[l.root] != i:
			continue
		default:
			l.Message += fmt.Sprintf(" (the same value is logged in %d more places)", n-1)
		}
		out = append(out, l.Finding)
	}
	return out
}

// surer tells whether a finding is a better one to report than another one of the same secret.
func (l *leak) surer(o *leak) bool {
	if l.Precision != o.Precision {
		return l.Precision > o.Precision
	}
	return len(l.Flow) < len(o.Flow)
}
