package output

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/apivet/apivet/internal/rule"
)

// githubLevels are the workflow commands by severity.
var githubLevels = [...]string{rule.Low: "notice", rule.Medium: "warning", rule.High: "error", rule.Critical: "error"}

// GitHub writes findings as workflow commands, which become annotations of a pull request. The most severe come first: a step
// shows ten of each level.
func GitHub(w io.Writer, r *Report, o Options) error {
	out := bufio.NewWriter(w)
	for _, f := range bySeverity(r.Findings) {
		props := []string{"file=" + property(f.File), fmt.Sprintf("line=%d", max(f.Line, 1))}
		if f.EndLine > f.Line {
			props = append(props, fmt.Sprintf("endLine=%d", f.EndLine))
		} else if f.Column > 0 { // columns go with a single line only
			props = append(props, fmt.Sprintf("col=%d", f.Column))
			if f.EndColumn > f.Column {
				props = append(props, fmt.Sprintf("endColumn=%d", f.EndColumn-1)) // inclusive here
			}
		}
		props = append(props, "title="+property(f.ID()+" ("+f.Severity.String()+")"))
		fmt.Fprintf(out, "::%s %s::%s\n", githubLevels[f.Severity], strings.Join(props, ","), data(f.Message+source(f)))
	}
	for _, i := range r.Incomplete {
		fmt.Fprintf(out, "::error title=%s::%s\n", property("not analysed: "+i.Package), data(i.Reason))
	}
	return out.Flush()
}

// source says where a flow begins, for formats that show one place.
func source(f *rule.Finding) string {
	if len(f.Flow) < 2 {
		return ""
	}
	from := f.Flow[0]
	return fmt.Sprintf("\nfrom %s:%d: %s", from.File, from.Line, from.Message)
}

// data escapes the text of a workflow command, property one of its properties (actions/toolkit, packages/core/src/command.ts).
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
