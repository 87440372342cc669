package credential

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// holds tells whether what is at a path is the text that the name of the whole speaks of: the whole, an element, the text
// of a nullable one, or a cookie's value.
func (n Name) holds(path string) bool {
	if program.Indexes(path) {
		return true
	}
	elem, rest := summary.First(path)
	_, field, ok := program.FieldOf(elem)
	return ok && rest == "" && (field == "String" || field == "V" || field == "Text" || n.Of == "header" && field == "Value")
}

// maxNesting is how deep a condition is looked into.
const maxNesting = 4

// foreign tells whether a node is in, or reads what belongs to, a place where tokens are no secrets.
func (p *Secrets) foreign(fn *program.Fn, node *summary.Node) bool {
	known := p.Models.Secrets
	return known.Foreign(fn.Name) || node.Op == summary.OpSelect && known.Foreign(node.Str) || node.Op == summary.OpResult && known.Foreign(fn.Calls[node.A].Callee)
}

// identifies tells whether a node is a key's id, which stands beside its secret among the parameters or the fields of a type.
func (p *Secrets) identifies(fn *program.Fn, node *summary.Node, name string) bool {
	others := func(yield func(string) bool) { paramNames(fn, yield) }
	if node.Op == summary.OpSelect {
		typ, _, ok := program.FieldOf(node.Str)
		st, known := p.Struct(typ)
		if !ok || !known {
			return false
		}
		others = st.FieldNames
	}
	return p.Models.Secrets.Identifies(name, others)
}

func paramNames(fn *program.Fn, yield func(string) bool) {
	for _, p := range fn.Params {
		if !yield(p.Name) {
			return
		}
	}
}

// Name is the name of what holds a value, and what it says.
type Name struct {
	Text     string
	Of       string // "header", "headers" for any of them, "setting", or "" for a variable, field or function
	Strength secret.Strength
}

// NameOf returns the name of what a node reads.
func (p *Secrets) NameOf(fn *program.Fn, node *summary.Node) Name {
	known := p.Models.Secrets
	n := Name{}
	try := func(text string) bool {
		n = Name{Text: text, Strength: known.Name(text)}
		return n.Strength != secret.None
	}
	switch node.Op {
	case summary.OpConst:
		if node.B > 0 && try(program.LastName(fn.Pkg.Names[node.B-1])) {
			return n
		}
	case summary.OpParam:
		if try(fn.Params[node.A].Name) {
			return n
		}
		if p.Input(fn, node) {
			return Name{Text: fn.Params[node.A].Name, Strength: secret.Strong}
		}
	case summary.OpFreeVar:
		try(fn.FreeVars[node.A])
		return n
	case summary.OpGlobal:
		if try(program.LastName(node.Str)) {
			return n
		}
	case summary.OpSelect:
		elem := strings.TrimSuffix(node.Str, summary.PathEnd)
		if key, err := strconv.Unquote(strings.Trim(elem, "[]")); err == nil {
			return p.keyName(key)
		}
		if elem == summary.Elem {
			if t := fn.Type(node.Args[0]); p.Models.Carries(t.Name) == "secret-header" && !testsKeys(fn, node.Args[0]) {
				return Name{program.Short(t.Name), "headers", secret.Strong}
			}
		}
		if p.Confidential(model.Field, elem) {
			return Name{Text: program.FieldName(node.Str), Strength: secret.Strong}
		}
		if try(program.LastName(elem)) {
			n.Text = program.FieldName(node.Str)
			return n
		}
	case summary.OpResult:
		n := p.callName(fn, &fn.Calls[node.A], node.B)
		if n.Strength != secret.None {
			return n
		}
		if node.B == 0 && node.Name > 0 && (known.Denied(n.Text) || known.Denied(program.LastName(fn.Calls[node.A].Callee))) {
			return Name{}
		}
	}
	if node.Name > 0 {
		try(fn.Pkg.Names[node.Name-1])
		return n
	}
	return Name{}
}

// keyName is the name of what is kept under a constant key of a map.
func (p *Secrets) keyName(key string) Name {
	known := p.Models.Secrets
	if lower := strings.ToLower(key); known.Header(key) && (strings.Contains(key, "-") || lower == "authorization" || lower == "cookie") {
		return Name{"the header " + key, "header", secret.Strong}
	}
	return Name{key, "setting", known.Setting(key)}
}

// Confidential tells whether a model says that what a symbol stands for is a secret.
func (p *Secrets) Confidential(target model.Target, symbol string) bool {
	return slices.ContainsFunc(p.Models.Lookup(target, symbol), func(e model.Entry) bool { return e.Role == model.Confidential })
}

// testsKeys tells whether a function has a condition on the keys of a map: it may leave some of them out.
func testsKeys(fn *program.Fn, m summary.NodeID) bool {
	for _, b := range fn.Blocks {
		if b.Test != 0 && madeOf(fn, b.Test, m, 0) {
			return true
		}
	}
	return false
}

// madeOf tells whether a condition looks at a key of the map m.
func madeOf(fn *program.Fn, n, m summary.NodeID, depth int) bool {
	node := &fn.Nodes[n]
	if node.Op == summary.OpSelect && node.Args[0] == m && node.Str == summary.Key+summary.PathEnd {
		return true
	}
	if depth > maxNesting {
		return false
	}
	args := node.Args
	if node.Op == summary.OpResult {
		args = fn.Calls[node.A].Args
	}
	return slices.ContainsFunc(args, func(a summary.NodeID) bool { return madeOf(fn, a, m, depth+1) })
}

// callName is the name of a call's result: that of the setting, header or form field which a constant argument names, or
// the function's own.
func (p *Secrets) callName(fn *program.Fn, c *summary.Call, res int32) Name {
	known := p.Models.Secrets
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role != model.Named || !program.Returns(e, res) {
			continue
		}
		arg := fn.Nodes[program.ArgOf(c, e.In[0])]
		switch text := arg.Str; {
		case e.Kind == "cookie" && arg.Op == summary.OpConst:
			return Name{"the cookie " + text, "header", known.Cookie(text)}
		case arg.Op != summary.OpConst || text == "":
		case e.Kind == "header" && known.Header(text):
			return Name{"the header " + text, "header", secret.Strong}
		case e.Kind == "env" && known.Env(text):
			return Name{text, "setting", secret.Strong}
		case e.Kind == "setting":
			return Name{text, "setting", known.Setting(text)}
		}
		return Name{}
	}
	if c.Callee == "" || res > 0 || texts(fn, c) > 1 {
		return Name{}
	}
	if n := p.readName(fn, c); n.Strength != secret.None {
		return n
	}
	return Name{Text: program.Short(c.Callee), Strength: known.Name(program.LastName(c.Callee))}
}

// texts counts the results of a call that are text: the function's name speaks of one.
func texts(fn *program.Fn, c *summary.Call) int {
	n := 0
	for _, t := range c.Results {
		if fn.Pkg.Types[t].Class == summary.Text {
			n++
		}
	}
	return n
}

// readName is the name of what a function reads from a request or the configuration: its first constant argument of text.
func (p *Secrets) readName(fn *program.Fn, c *summary.Call) Name {
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role != model.Source || e.Kind != "request" && e.Kind != "operator" || !program.Returns(e, 0) {
			continue
		}
		for _, a := range c.Args {
			n := &fn.Nodes[a]
			if n.Op != summary.OpConst || n.A != int32(summary.ConstString) || n.Str == "" {
				continue
			}
			switch {
			case strings.Contains(program.LastName(c.Callee), "Cookie"):
				return Name{"the cookie " + n.Str, "header", p.Models.Secrets.Cookie(n.Str)}
			case p.Models.Secrets.Header(n.Str):
				return Name{"the header " + n.Str, "header", secret.Strong}
			}
			return Name{n.Str, "setting", p.Models.Secrets.Setting(n.Str)}
		}
	}
	return Name{}
}
