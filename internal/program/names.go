package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// literalAt is where constant text stands: where the constant is declared, if it is one of the program.
func (p *Program) literalAt(fn *Fn, node *summary.Node) Place {
	if node.B > 0 {
		if at, ok := p.consts[fn.Pkg.Names[node.B-1]]; ok {
			return at
		}
	}
	return Place{fn, node.Pos}
}

// libraryConst tells whether constant text is a named constant of another module.
func (p *Program) libraryConst(fn *Fn, node *summary.Node) bool {
	if node.B == 0 {
		return false
	}
	_, own := p.consts[fn.Pkg.Names[node.B-1]]
	return !own
}

// label wraps v in the name of what holds it, if that says that it is a secret.
func (q *query) label(v *Value, fn *Fn, node *summary.Node, path string) *Value {
	if v == nil {
		return v
	}
	t := &fn.Pkg.Types[node.Type]
	n := name{}
	switch said, known := q.p.Models.SecretType(t.Name); {
	case !known:
		n = q.p.nameOf(fn, node)
	case said:
		n = name{text: "a value of " + ShortName(t.Name), strength: secret.Strong}
	}
	if n.strength == secret.Weak && q.printing && q.p.foreign(fn, node) {
		return &Value{Kind: Alt, Parts: []*Value{v}, Foreign: true}
	}
	if n.strength == secret.None || !n.holds(path) || n.strength == secret.Weak && (q.p.foreign(fn, node) || q.printing && (q.p.Models.Secrets.Handle(lastName(n.text)) || q.p.identifies(fn, node, lastName(n.text)))) {
		return v
	}
	switch {
	case path == "" && t.Class == summary.Text, n.of == "header":
	case n.strength == secret.Weak:
		return v
	case path == "" && node.Type == 0, textual(fn.Pkg, t), path != "" && !indexes(path): // Have: an any, a list, a nullable text.
	default:
		return v
	}
	switch v.Kind {
	case Scalar, Safe, Function, Object:
		return v
	}
	return &Value{Kind: Alt, Parts: []*Value{v}, Name: n.text, Text: n.of, Strength: n.strength, At: nodePlace(fn, node), Type: t}
}

// holds tells whether what is at a path is the text that the name of the whole speaks of: the whole, an element, the text
// of a nullable one, or a cookie's value.
func (n name) holds(path string) bool {
	if indexes(path) {
		return true
	}
	elem, rest := summary.First(path)
	_, field, ok := fieldOf(elem)
	return ok && rest == "" && (field == "String" || field == "V" || field == "Text" || n.of == "header" && field == "Value")
}

// textual tells whether a type that is not text itself is a plain holder of it: *string, []string, sql.NullString.
func textual(pkg *summary.Summary, t *summary.Type) bool {
	return t.Elem != 0 && pkg.Types[t.Elem].Class == summary.Text || t.Name == "database/sql.NullString"
}

// indexes tells whether a path selects elements of containers only.
func indexes(path string) bool {
	for path != "" {
		var elem string
		elem, path = summary.First(path)
		if !summary.IsIndex(elem) {
			return false
		}
	}
	return true
}

// nodePlace is where a node's value is read; where that is not kept, the call that makes it.
func nodePlace(fn *Fn, node *summary.Node) Place {
	switch {
	case node.Pos.File == 0 && node.Op == summary.OpResult:
		return Place{fn, fn.Calls[node.A].Pos}
	case node.Pos.File == 0 && node.Op == summary.OpParam:
		return Place{fn, fn.Pos}
	}
	return Place{fn, node.Pos}
}

// plain tells whether a text that is printed has the name of something that is no secret.
func (q *query) plain(fn *Fn, node *summary.Node, path string) bool {
	if !q.printing || path != "" || fn.Pkg.Types[node.Type].Class != summary.Text {
		return false
	}
	name := ""
	switch node.Op {
	case summary.OpParam:
		name = fn.Params[node.A].Name
	case summary.OpFreeVar:
		name = fn.FreeVars[node.A]
	case summary.OpGlobal:
		name = lastName(node.Str)
	case summary.OpSelect:
		if summary.IsIndex(node.Str) {
			return false
		}
		name = lastName(strings.TrimSuffix(node.Str, summary.PathEnd))
	case summary.OpResult:
		if name = lastName(fn.Calls[node.A].Callee); !fn.Calls[node.A].Internal {
			return false
		}
	}
	if node.Name > 0 || name == "" {
		return false
	}
	known, ok := q.p.plainNames[name]
	if !ok {
		known = q.p.Models.Secrets.Plain(name)
		q.p.plainNames[name] = known
	}
	return known
}

// foreign tells whether a node is in, or reads what belongs to, a place where tokens are no secrets.
func (p *Program) foreign(fn *Fn, node *summary.Node) bool {
	known := p.Models.Secrets
	return known.Foreign(fn.Name) || node.Op == summary.OpSelect && known.Foreign(node.Str) || node.Op == summary.OpResult && known.Foreign(fn.Calls[node.A].Callee)
}

// identifies tells whether a node is a key's id, which stands beside its secret among the parameters or the fields of a type.
func (p *Program) identifies(fn *Fn, node *summary.Node, name string) bool {
	others := fn.paramNames
	if node.Op == summary.OpSelect {
		typ, _, ok := fieldOf(node.Str)
		st, known := p.structs[typ]
		if !ok || !known {
			return false
		}
		others = st.fieldNames
	}
	return p.Models.Secrets.Identifies(name, others)
}

func (fn *Fn) paramNames(yield func(string) bool) {
	for _, p := range fn.Params {
		if !yield(p.Name) {
			return
		}
	}
}

func (st structType) fieldNames(yield func(string) bool) {
	for _, f := range st.Fields {
		if !yield(f.Name) {
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
		if node.B > 0 && try(lastName(fn.Pkg.Names[node.B-1])) {
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
		if try(lastName(node.Str)) {
			return n
		}
	case summary.OpSelect:
		elem := strings.TrimSuffix(node.Str, summary.PathEnd)
		if key, err := strconv.Unquote(strings.Trim(elem, "[]")); err == nil {
			return p.keyName(key)
		}
		if elem == summary.Elem {
			if t := fn.typ(node.Args[0]); p.Carrier(t) == "secret-header" && !fn.testsKeys(node.Args[0]) {
				return name{short(t.Name), "headers", secret.Strong}
			}
		}
		if slices.ContainsFunc(p.Models.Lookup(model.Field, elem), secretSource) {
			return name{text: fieldName(node.Str), strength: secret.Strong}
		}
		if try(lastName(elem)) {
			n.text = fieldName(node.Str)
			return n
		}
	case summary.OpResult:
		n := p.callName(fn, &fn.Calls[node.A], node.B)
		if n.strength != secret.None {
			return n
		}
		if node.B == 0 && node.Name > 0 && (known.Denied(n.text) || known.Denied(lastName(fn.Calls[node.A].Callee))) {
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

// secretSource tells whether a model says that what it speaks of is a secret.
func secretSource(e model.Entry) bool {
	return e.Role == model.Source && strings.HasPrefix(e.Kind, "secret")
}

// testsKeys tells whether a function has a condition on the keys of a map: it may leave some of them out.
func (fn *Fn) testsKeys(m summary.NodeID) bool {
	for _, b := range fn.Blocks {
		if b.Test != 0 && fn.madeOf(b.Test, m, 0) {
			return true
		}
	}
	return false
}

// madeOf tells whether a condition looks at a key of the map m.
func (fn *Fn) madeOf(n, m summary.NodeID, depth int) bool {
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
	return slices.ContainsFunc(args, func(a summary.NodeID) bool { return fn.madeOf(a, m, depth+1) })
}

// callName is the name of a call's result: that of the setting, header or form field which a constant argument names, or
// the function's own.
func (p *Program) callName(fn *Fn, c *summary.Call, res int32) name {
	known := p.Models.Secrets
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role != model.Named || !returns(e, res) {
			continue
		}
		arg := fn.Nodes[argOf(c, e.In[0])]
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
	if c.Callee == "" || res > 0 || fn.texts(c) > 1 {
		return name{}
	}
	if n := p.readName(fn, c); n.strength != secret.None {
		return n
	}
	return name{text: short(c.Callee), strength: known.Name(lastName(c.Callee))}
}

// texts counts the results of a call that are text: the function's name speaks of one.
func (fn *Fn) texts(c *summary.Call) int {
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
		if e.Role != model.Source || e.Kind != "request" && e.Kind != "operator" || !returns(e, 0) {
			continue
		}
		for _, a := range c.Args {
			n := &fn.Nodes[a]
			if n.Op != summary.OpConst || n.A != int32(summary.ConstString) || n.Str == "" {
				continue
			}
			switch {
			case strings.Contains(lastName(c.Callee), "Cookie"):
				return name{"the cookie " + n.Str, "header", p.Models.Secrets.Cookie(n.Str)}
			case p.Models.Secrets.Header(n.Str):
				return name{"the header " + n.Str, "header", secret.Strong}
			}
			return name{n.Str, "setting", p.Models.Secrets.Setting(n.Str)}
		}
	}
	return name{}
}

func lastName(symbol string) string { return symbol[strings.LastIndexByte(symbol, '.')+1:] }

// secret is what a function returns that a model says returns a secret, at a path of it: all of it, or the fields that models
// speak of.
func (q *query) secret(e model.Entry, at Place, t *summary.Type, path string) *Value {
	if !q.named {
		return nil
	}
	if path != "" && !indexes(path) {
		elem, rest := summary.First(path)
		for summary.IsIndex(elem) {
			elem, rest = summary.First(rest)
		}
		entries := q.p.Models.Lookup(model.Field, strings.TrimSuffix(elem, summary.PathEnd))
		if !slices.ContainsFunc(entries, func(e model.Entry) bool { return secretSource(e) || e.Role == model.Propagate || e.Role == model.Same }) {
			return nil
		}
	}
	leaf := &Value{Kind: Unknown, Text: "call", At: at, Type: t, Note: "result of " + short(e.Symbol)}
	return &Value{Kind: Alt, Parts: []*Value{leaf}, Name: short(e.Symbol), Text: strings.TrimPrefix(e.Kind, "secret-"), Strength: secret.Strong, At: at, Type: t}
}
