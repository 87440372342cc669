package program

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// defaults are the values that a setting has unless it is set: the argument of the call that reads it, or what was set as its
// default elsewhere.
func (q *Query) defaults(site Site, entries []model.Entry, key, path string, ctx *Context) []*Value {
	c := &site.Fn.Calls[site.Call]
	var vs []*Value
	for _, e := range entries {
		if e.Default() && len(e.In) > 0 {
			if a := ArgOf(c, e.In[0]); a != 0 {
				vs = append(vs, q.Walk(site.Fn, a, path, ctx))
			}
		}
		if e.Role != model.Source || key == "" {
			continue
		}
		for i, st := range q.p.defaults[e.Package+" "+key] {
			if i >= maxStores {
				break
			}
			vs = append(vs, q.Walk(st.Fn, st.Node, path, nil))
		}
	}
	return vs
}

// initially adds what a struct tag gives a field unless it is set: a text, or the elements of a list with commas between.
func (q *Query) initially(v *Value, elem, path string) *Value {
	init, ok := q.p.initials[elem]
	if !ok || path != "" && path != summary.Elem+summary.PathEnd {
		return v
	}
	texts := []string{init.Text}
	if path != "" {
		texts = strings.Split(init.Text, ",")
	}
	vs := []*Value{v}
	for _, t := range texts {
		vs = append(vs, &Value{Kind: Const, Text: strings.TrimSpace(t), At: init.At})
	}
	return Join(vs...)
}

// indexInitials records the values that struct tags give to fields.
func (p *Program) indexInitials(s *summary.Summary, home *Fn) {
	for i := range s.Structs {
		st := &s.Structs[i]
		for _, f := range st.Fields {
			if f.Initial != "" {
				p.initials["("+st.Name+")."+f.Name+summary.PathEnd] = Choice{Text: f.Initial, At: Place{home, f.Pos}}
			}
		}
	}
}
