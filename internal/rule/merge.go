package rule

import "slices"

// Merge puts the results of several programs of one module together. A finding that several have is one: of what a rule finds at a
// place, the worst is kept, and of what is equally bad what the first program has. The findings are sorted by place.
func Merge(results []Result) Result {
	var out Result
	type place struct {
		rule string
		at   Range
	}
	worst := map[place]int{} // by place: the program whose findings are kept
	grades := make([]map[place]int, len(results))
	for i, r := range results {
		grades[i] = map[place]int{}
		for _, f := range r.Findings {
			at := place{f.Rule, f.Range}
			grades[i][at] = max(grades[i][at], grade(&f))
			if kept, ok := worst[at]; !ok || grades[i][at] > grades[kept][at] {
				worst[at] = i
			}
		}
	}
	for i, r := range results {
		for _, f := range r.Findings {
			if worst[place{f.Rule, f.Range}] == i {
				out.Findings = append(out.Findings, f)
			}
		}
		out.Cuts = append(out.Cuts, r.Cuts...)
	}
	Sort(out.Findings)
	slices.Sort(out.Cuts)
	out.Cuts = slices.Compact(out.Cuts)
	return out
}

// grade is larger for what is worse: what is shown by default first, then by severity, then by precision.
func grade(f *Finding) int {
	g := int(f.Severity)*len(precisionNames) + int(f.Precision)
	if f.Precision > Unsure {
		g += len(severityNames) * len(precisionNames)
	}
	return g + 1
}
