package program

import (
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
	if v == nil || !indexes(path) {
		return v
	}
	t := &fn.Pkg.Types[node.Type]
	name, strength := "", secret.None
	switch said, known := q.p.Models.SecretType(t.Name); {
	case !known:
		name, strength = q.p.nameOf(fn, node)
	case said:
		name, strength = "a value of "+ShortName(t.Name), secret.Strong
	}
	if strength == secret.None {
		return v
	}
	if path == "" && t.Class != summary.Text && node.Type != 0 && (strength == secret.Weak || !textual(fn.Pkg, t)) || path != "" && strength == secret.Weak {
		return v
	}
	switch v.Kind {
	case Scalar, Safe, Function, Object:
		return v
	}
	return &Value{Kind: Alt, Parts: []*Value{v}, Name: name, Strength: strength, At: nodePlace(fn, node), Type: t}
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
	if node.Pos.File == 0 && node.Op == summary.OpResult {
		return Place{fn, fn.Calls[node.A].Pos}
	}
	return Place{fn, node.Pos}
}

// nameOf returns the name of what a node reads, and what it says.
func (p *Program) nameOf(fn *Fn, node *summary.Node) (string, secret.Strength) {
	known := p.Models.Secrets
	try := func(name string) (string, secret.Strength) { return name, known.Name(name) }
	switch node.Op {
	case summary.OpParam:
		if name, s := try(fn.Params[node.A].Name); s != secret.None {
			return name, s
		}
	case summary.OpFreeVar:
		return try(fn.FreeVars[node.A])
	case summary.OpGlobal:
		if name, s := try(lastName(node.Str)); s != secret.None {
			return name, s
		}
	case summary.OpSelect:
		elem := strings.TrimSuffix(node.Str, summary.PathEnd)
		if key, err := strconv.Unquote(strings.Trim(elem, "[]")); err == nil {
			if known.Header(key) {
				return key, secret.Strong
			}
			return key, known.Setting(key)
		}
		for _, e := range p.Models.Lookup(model.Field, elem) {
			if e.Role == model.Source && e.Kind == "secret" {
				return fieldName(node.Str), secret.Strong
			}
		}
		if s := known.Name(lastName(elem)); s != secret.None {
			return fieldName(node.Str), s
		}
	case summary.OpResult:
		if name, s := p.callName(fn, &fn.Calls[node.A], node.B); s != secret.None {
			return name, s
		}
	}
	if node.Name > 0 {
		return try(fn.Pkg.Names[node.Name-1])
	}
	return "", secret.None
}

// callName is the name of a call's result: that of the setting, header or form field which a constant argument names, or
// the function's own.
func (p *Program) callName(fn *Fn, c *summary.Call, res int32) (string, secret.Strength) {
	known := p.Models.Secrets
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role != model.Named || !returns(e, res) {
			continue
		}
		arg := fn.Nodes[argOf(c, e.In[0])]
		if arg.Op != summary.OpConst || arg.Str == "" {
			return "", secret.None
		}
		switch e.Kind {
		case "header":
			if known.Header(arg.Str) {
				return arg.Str, secret.Strong
			}
			return "", secret.None
		case "env":
			if known.Env(arg.Str) {
				return arg.Str, secret.Strong
			}
			return "", secret.None
		case "cookie":
			return "cookie " + arg.Str, secret.Weak
		}
		return arg.Str, known.Setting(arg.Str)
	}
	if c.Callee == "" || res > 0 {
		return "", secret.None
	}
	if s := known.Name(lastName(c.Callee)); s != secret.None {
		return short(c.Callee), s
	}
	return "", secret.None
}

func lastName(symbol string) string { return symbol[strings.LastIndexByte(symbol, '.')+1:] }

// secretSource is what a function returns that a model says returns a secret.
func (q *query) secretSource(e model.Entry, at Place, t *summary.Type) []*Value {
	if !q.named {
		return nil
	}
	leaf := &Value{Kind: Unknown, Text: "call", At: at, Type: t, Note: "result of " + short(e.Symbol)}
	return []*Value{{Kind: Alt, Parts: []*Value{leaf}, Name: short(e.Symbol), Strength: secret.Strong, At: at, Type: t}}
}
