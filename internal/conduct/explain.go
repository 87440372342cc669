package conduct

import (
	"fmt"
	"io"
	"strings"

	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/setup"
)

// Explain writes what the control flow of the functions around and in a function value was found to be, for those who look into a verdict.
func (j *Judge) Explain(w io.Writer, v *setup.Value) {
	defer j.traced(w)()
	fmt.Fprintln(w, route.NameOf(v), j.value(v))
}

// ExplainFor does the same of a middleware for a route.
func (j *Judge) ExplainFor(w io.Writer, m *route.Middleware, r *route.Route) {
	defer j.traced(w)()
	clear(j.sure)
	fmt.Fprintln(w, m.Name, r.Method, r.Path, j.before(m, r))
}

// ExplainHandler does the same for the handler of a route.
func (j *Judge) ExplainHandler(w io.Writer, r *route.Route) {
	defer j.traced(w)()
	fmt.Fprintln(w, r.Handler.Name, j.Handler(r))
}

// traced has each function that is analysed written, until the function that it returns is called.
func (j *Judge) traced(w io.Writer) func() {
	clear(j.runs)
	clear(j.inside)
	j.trace = func(b *body) {
		fmt.Fprintf(w, "%s%s mode=%d pass=%v\n", strings.Repeat("  ", b.depth), b.fn.Name, b.mode, b.pass)
		for i := range b.fn.Blocks {
			blk := &b.fn.Blocks[i]
			fmt.Fprintf(w, "%s  b%d -> %v return=%d reach=%v", strings.Repeat("  ", b.depth), i, blk.Succs, blk.Return, b.reach[i])
			if g := b.tests[int32(i)]; g != nil {
				fmt.Fprintf(w, " test n%d strength=%d side=%d kind=%q answers=%b proves=%d origin=%+v", blk.Test, g.strength, g.side, g.kind, g.answers, g.proves, g.origin)
			}
			for _, c := range blk.Calls {
				fmt.Fprintf(w, " %s", b.fn.Calls[c].Callee)
				if s := b.subs[c]; s != nil {
					fmt.Fprintf(w, "{sub %v}", s.layers)
				}
				if s := b.filters[c]; s != nil {
					fmt.Fprintf(w, "{filter %v}", s.layers)
				}
			}
			fmt.Fprintln(w)
		}
	}
	return func() { j.trace = nil }
}
