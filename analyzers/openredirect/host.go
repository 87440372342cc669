package openredirect

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// hostPart is what the host of a URL can be, of which a method returns the text; nil if a value is none. It is asked for
// apart from the other fields, which a URL's text as a whole does not keep apart.
func hostPart(p *program.Program, v *program.Value) *program.Value {
	if v == nil || v.Kind != program.Derived || v.At.Fn == nil || v.At.Pos.File == 0 {
		return nil
	}
	fn := v.At.Fn
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if c.Pos != v.At.Pos || !c.HasRecv || len(c.Args) != 1 {
			continue
		}
		typ := fn.Type(c.Args[0])
		name := typ.Name
		if name == "" {
			name = fn.Pkg.Types[typ.Elem].Name
		}
		host := "(" + name + ").Host"
		if slices.ContainsFunc(p.Models.Lookup(model.Field, host), func(e model.Entry) bool { return e.Role == model.URL && e.Kind == "host" }) {
			return p.Ask(program.Question{}).Walk(fn, c.Args[0], host+summary.PathEnd, nil)
		}
	}
	return nil
}
