package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Mark is what names say of a value.
type Mark struct {
	// Name is that of a variable, field, function or setting that holds the value, and Of what has it where that counts: "header",
	// "headers", "setting".
	Name, Of string
	// Strength says how much the name says that the value is a secret.
	Strength secret.Strength
	// Foreign: the name is that of a secret, but means something else here.
	Foreign bool
	// Cut: only a few characters of the text are left.
	Cut bool
}

// Of returns what names say of a value itself.
func Of(v *Value) Mark {
	if m, ok := v.Mark.(*Mark); ok {
		return *m
	}
	return Mark{}
}

// NameView marks values with the names that say that they are secrets: of parameters, variables, fields, functions, settings and
// headers.
type NameView struct {
	NoView
	*Secrets
	// Constants: names of constants count too.
	Constants bool
	// Strict: names that mean something else where they stand, and those of handles and ids, do not count.
	Strict bool
}

// maxShown is the number of characters of a secret that may be shown: enough to tell two apart.
const maxShown = 4

// Leave marks what was found at a place with the name that it has there.
func (w *NameView) Leave(_ *Query, at At, v *Value) *Value {
	node := &at.Fn.Nodes[at.Node]
	if v == nil || node.Op == summary.OpConst && (!w.Constants || node.Name == 0 && node.B == 0) {
		return v
	}
	if node.Op == summary.OpCut {
		if node.A <= maxShown {
			return &Value{Kind: Safe, Text: "cut", At: Place{at.Fn, node.Pos}}
		}
		v = &Value{Kind: Alt, Parts: []*Value{v}, Mark: &Mark{Cut: true}}
	}
	return w.label(v, at.Fn, node, at.Path)
}

// label wraps v in the name of what holds it, if that says that it is a secret.
func (w *NameView) label(v *Value, fn *Fn, node *summary.Node, path string) *Value {
	if v == nil {
		return v
	}
	t := &fn.Pkg.Types[node.Type]
	n := name{}
	switch said, known := w.Models.SecretType(t.Name); {
	case !known:
		n = w.nameOf(fn, node)
	case said:
		n = name{text: "a value of " + ShortName(t.Name), strength: secret.Strong}
	}
	if n.strength == secret.Weak && w.Strict && w.foreign(fn, node) {
		return &Value{Kind: Alt, Parts: []*Value{v}, Mark: &Mark{Foreign: true}}
	}
	if n.strength == secret.None || !n.holds(path) || n.strength == secret.Weak && (w.foreign(fn, node) || w.Strict && (w.Models.Secrets.Handle(LastName(n.text)) || w.identifies(fn, node, LastName(n.text)))) {
		return v
	}
	switch {
	case path == "" && t.Class == summary.Text, n.of == "header":
	case n.strength == secret.Weak:
		return v
	case path == "" && node.Type == 0, Textual(fn.Pkg, t), path != "" && !Indexes(path): // Have: an any, a list, a nullable text.
	default:
		return v
	}
	switch v.Kind {
	case Scalar, Safe, Function, Object:
		return v
	}
	return &Value{Kind: Alt, Parts: []*Value{v}, At: NodePlace(fn, node), Type: t, Mark: &Mark{Name: n.text, Of: n.of, Strength: n.strength}}
}

// holds tells whether what is at a path is the text that the name of the whole speaks of: the whole, an element, the text
// of a nullable one, or a cookie's value.
func (n name) holds(path string) bool {
	if Indexes(path) {
		return true
	}
	elem, rest := summary.First(path)
	_, field, ok := FieldOf(elem)
	return ok && rest == "" && (field == "String" || field == "V" || field == "Text" || n.of == "header" && field == "Value")
}

// foreign tells whether a node is in, or reads what belongs to, a place where tokens are no secrets.
func (p *Program) foreign(fn *Fn, node *summary.Node) bool {
	known := p.Models.Secrets
	return known.Foreign(fn.Name) || node.Op == summary.OpSelect && known.Foreign(node.Str) || node.Op == summary.OpResult && known.Foreign(fn.Calls[node.A].Callee)
}

// identifies tells whether a node is a key's id, which stands beside its secret among the parameters or the fields of a type.
func (p *Program) identifies(fn *Fn, node *summary.Node, name string) bool {
	others := func(yield func(string) bool) { paramNames(fn, yield) }
	if node.Op == summary.OpSelect {
		typ, _, ok := FieldOf(node.Str)
		st, known := p.structs[typ]
		if !ok || !known {
			return false
		}
		others = st.FieldNames
	}
	return p.Models.Secrets.Identifies(name, others)
}

func paramNames(fn *Fn, yield func(string) bool) {
	for _, p := range fn.Params {
		if !yield(p.Name) {
			return
		}
	}
}

// name is the name of what holds a value, and what it says.
type name struct {
	text     string
	of       string // "header", "headers" for any of them, "setting", or "" for a variable, field or function
	strength secret.Strength
}

// nameOf returns the name of what a node reads.
func (p *Program) nameOf(fn *Fn, node *summary.Node) name {
	known := p.Models.Secrets
	n := name{}
	try := func(text string) bool {
		n = name{text: text, strength: known.Name(text)}
		return n.strength != secret.None
	}
	switch node.Op {
	case summary.OpConst:
		if node.B > 0 && try(LastName(fn.Pkg.Names[node.B-1])) {
			return n
		}
	case summary.OpParam:
		if try(fn.Params[node.A].Name) {
			return n
		}
		if p.secretInput(fn, node) {
			return name{text: fn.Params[node.A].Name, strength: secret.Strong}
		}
	case summary.OpFreeVar:
		try(fn.FreeVars[node.A])
		return n
	case summary.OpGlobal:
		if try(LastName(node.Str)) {
			return n
		}
	case summary.OpSelect:
		elem := strings.TrimSuffix(node.Str, summary.PathEnd)
		if key, err := strconv.Unquote(strings.Trim(elem, "[]")); err == nil {
			return p.keyName(key)
		}
		if elem == summary.Elem {
			if t := fn.Type(node.Args[0]); p.Carrier(t) == "secret-header" && !testsKeys(fn, node.Args[0]) {
				return name{Short(t.Name), "headers", secret.Strong}
			}
		}
		if p.confidential(model.Field, elem) {
			return name{text: FieldName(node.Str), strength: secret.Strong}
		}
		if try(LastName(elem)) {
			n.text = FieldName(node.Str)
			return n
		}
	case summary.OpResult:
		n := p.callName(fn, &fn.Calls[node.A], node.B)
		if n.strength != secret.None {
			return n
		}
		if node.B == 0 && node.Name > 0 && (known.Denied(n.text) || known.Denied(LastName(fn.Calls[node.A].Callee))) {
			return name{}
		}
	}
	if node.Name > 0 {
		try(fn.Pkg.Names[node.Name-1])
		return n
	}
	return name{}
}

// keyName is the name of what is kept under a constant key of a map.
func (p *Program) keyName(key string) name {
	known := p.Models.Secrets
	if lower := strings.ToLower(key); known.Header(key) && (strings.Contains(key, "-") || lower == "authorization" || lower == "cookie") {
		return name{"the header " + key, "header", secret.Strong}
	}
	return name{key, "setting", known.Setting(key)}
}

// confidential tells whether a model says that what a symbol stands for is a secret.
func (p *Program) confidential(target model.Target, symbol string) bool {
	return slices.ContainsFunc(p.Models.Lookup(target, symbol), func(e model.Entry) bool { return e.Role == model.Confidential })
}

// testsKeys tells whether a function has a condition on the keys of a map: it may leave some of them out.
func testsKeys(fn *Fn, m summary.NodeID) bool {
	for _, b := range fn.Blocks {
		if b.Test != 0 && madeOf(fn, b.Test, m, 0) {
			return true
		}
	}
	return false
}

// madeOf tells whether a condition looks at a key of the map m.
func madeOf(fn *Fn, n, m summary.NodeID, depth int) bool {
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
func (p *Program) callName(fn *Fn, c *summary.Call, res int32) name {
	known := p.Models.Secrets
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role != model.Named || !Returns(e, res) {
			continue
		}
		arg := fn.Nodes[ArgOf(c, e.In[0])]
		switch text := arg.Str; {
		case e.Kind == "cookie" && arg.Op == summary.OpConst:
			return name{"the cookie " + text, "header", known.Cookie(text)}
		case arg.Op != summary.OpConst || text == "":
		case e.Kind == "header" && known.Header(text):
			return name{"the header " + text, "header", secret.Strong}
		case e.Kind == "env" && known.Env(text):
			return name{text, "setting", secret.Strong}
		case e.Kind == "setting":
			return name{text, "setting", known.Setting(text)}
		}
		return name{}
	}
	if c.Callee == "" || res > 0 || texts(fn, c) > 1 {
		return name{}
	}
	if n := p.readName(fn, c); n.strength != secret.None {
		return n
	}
	return name{text: Short(c.Callee), strength: known.Name(LastName(c.Callee))}
}

// texts counts the results of a call that are text: the function's name speaks of one.
func texts(fn *Fn, c *summary.Call) int {
	n := 0
	for _, t := range c.Results {
		if fn.Pkg.Types[t].Class == summary.Text {
			n++
		}
	}
	return n
}

// readName is the name of what a function reads from a request or the configuration: its first constant argument of text.
func (p *Program) readName(fn *Fn, c *summary.Call) name {
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role != model.Source || e.Kind != "request" && e.Kind != "operator" || !Returns(e, 0) {
			continue
		}
		for _, a := range c.Args {
			n := &fn.Nodes[a]
			if n.Op != summary.OpConst || n.A != int32(summary.ConstString) || n.Str == "" {
				continue
			}
			switch {
			case strings.Contains(LastName(c.Callee), "Cookie"):
				return name{"the cookie " + n.Str, "header", p.Models.Secrets.Cookie(n.Str)}
			case p.Models.Secrets.Header(n.Str):
				return name{"the header " + n.Str, "header", secret.Strong}
			}
			return name{n.Str, "setting", p.Models.Secrets.Setting(n.Str)}
		}
	}
	return name{}
}

// Output is what a function returns that a model says returns a secret, at a path of it: all of it, or the fields that models
// speak of.
func (w *NameView) Output(e model.Entry, at Place, t *summary.Type, path string) *Value {
	if path != "" && !Indexes(path) {
		elem, rest := summary.First(path)
		for summary.IsIndex(elem) {
			elem, rest = summary.First(rest)
		}
		entries := w.Models.Lookup(model.Field, strings.TrimSuffix(elem, summary.PathEnd))
		if !slices.ContainsFunc(entries, func(e model.Entry) bool {
			return e.Role == model.Confidential || e.Role == model.Propagate || e.Role == model.Same
		}) {
			return nil
		}
	}
	leaf := &Value{Kind: Unknown, Text: "call", At: at, Type: t, Note: "result of " + Short(e.Symbol)}
	mark := &Mark{Name: Short(e.Symbol), Of: strings.TrimPrefix(e.Kind, "secret-"), Strength: secret.Strong}
	return &Value{Kind: Alt, Parts: []*Value{leaf}, At: at, Type: t, Mark: mark}
}

// Secrets is a program with what is a secret in it.
type Secrets struct{ *Program }
