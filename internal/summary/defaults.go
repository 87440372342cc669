package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/secret"
)

// Standin is the Format of a literal that stands in for a secret that is not set.
const Standin = "default"

// standin records the literal that an expression is, or converts, as a stand-in for the secret of a name; the name itself is no
// such literal.
func (b *builder) standin(e ast.Expr, name string) {
	e = ast.Unparen(e)
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 && b.in.Info.Types[call.Fun].IsType() {
		e = ast.Unparen(call.Args[0])
	}
	v := b.in.Info.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return
	}
	text, known := constant.StringVal(v), b.in.Models.Secrets
	if known.Setting(name) == secret.None || !known.Default(name, text) || !known.Says(text, name) || known.Names(text) || fillsIn(text, name) && !known.Common(text) {
		return
	}
	at := b.spanPos(span{e.Pos(), e.End()})
	if c := b.constOf(e); c != nil {
		at = b.constants[c]
	}
	b.record(Literal{Format: Standin, Mask: secret.Mask(text), Hash: digest(text), Name: name, Sure: known.Plausible(text), Pos: at})
}

// fillsIn tells whether a text says no more than that it is the default of what it is given to.
func fillsIn(text, name string) bool {
	own := secret.Words(name)
	return !slices.ContainsFunc(secret.Words(text), func(w string) bool { return w != "default" && !slices.Contains(own, w) })
}

// constOf returns the constant of the package that an expression names; nil if it names none.
func (b *builder) constOf(e ast.Expr) *types.Const {
	id, ok := e.(*ast.Ident)
	if !ok {
		return nil
	}
	c, ok := b.in.Info.Uses[id].(*types.Const)
	if !ok || b.constants[c] == (Pos{}) {
		return nil
	}
	return c
}

// emptyCheck looks at an if statement: where a secret is found to be empty, or not to be set, and gets a literal instead.
func (b *builder) emptyCheck(s *ast.IfStmt) {
	tested := b.emptyIn(s.Cond)
	if len(tested) == 0 {
		return
	}
	for _, stmt := range s.Body.List {
		a, ok := stmt.(*ast.AssignStmt)
		if !ok || a.Tok != token.ASSIGN || len(a.Lhs) != len(a.Rhs) {
			continue
		}
		for i, l := range a.Lhs {
			if what := types.ExprString(l); tested[what] || tested["ok"] {
				b.standin(a.Rhs[i], b.heldBy(l))
			}
		}
	}
}

// emptyIn returns the expressions that a condition says are empty; "ok" where it says that something was not found.
func (b *builder) emptyIn(cond ast.Expr) map[string]bool {
	out := map[string]bool{}
	var visit func(e ast.Expr)
	visit = func(e ast.Expr) {
		switch e := ast.Unparen(e).(type) {
		case *ast.BinaryExpr:
			switch e.Op {
			case token.LOR, token.LAND:
				visit(e.X)
				visit(e.Y)
			case token.EQL, token.LEQ:
				if v := b.in.Info.Types[e.Y].Value; v != nil && (v.ExactString() == `""` || v.ExactString() == "0") {
					out[measured(e.X)] = true
				} else if id, ok := e.Y.(*ast.Ident); ok && id.Name == "nil" {
					out[measured(e.X)] = true
				}
			}
		case *ast.UnaryExpr:
			if id, ok := e.X.(*ast.Ident); ok && e.Op == token.NOT && (id.Name == "ok" || id.Name == "found" || id.Name == "exists" || id.Name == "set") {
				out["ok"] = true
			}
		}
	}
	visit(cond)
	return out
}

// measured returns the expression whose length, or whose text without space, an expression is.
func measured(e ast.Expr) string {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && len(call.Args) == 1 {
		return types.ExprString(call.Args[0])
	}
	return types.ExprString(e)
}

// heldBy returns the name of a variable or field: that of the secret setting it was read from, if its own says nothing.
func (b *builder) heldBy(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if read, ok := b.texts.read[b.in.Info.ObjectOf(e)]; ok && b.in.Models.Secrets.Name(e.Name) != secret.Strong {
			return read
		}
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.IndexExpr:
		if v := b.in.Info.Types[e.Index].Value; v != nil && v.Kind() == constant.String {
			return constant.StringVal(v)
		}
	case *ast.StarExpr:
		return b.heldBy(e.X)
	}
	return ""
}

// readFrom notes that a variable is read from the secret setting that a constant argument of a call names.
func (b *builder) readFrom(l, value ast.Expr) {
	id, ok := ast.Unparen(l).(*ast.Ident)
	if !ok {
		return
	}
	call, ok := ast.Unparen(value).(*ast.CallExpr)
	if !ok || b.in.Info.ObjectOf(id) == nil {
		return
	}
	for _, a := range call.Args {
		if text, ok := b.constantText(a); ok && b.readsSecret(call, text) {
			b.texts.read[b.in.Info.ObjectOf(id)] = text
		}
	}
}

// readsSecret tells whether a call reads the secret setting, the header or the cookie of a name.
func (b *builder) readsSecret(call *ast.CallExpr, name string) bool {
	known := b.in.Models.Secrets
	if known.Setting(name) == secret.Strong || known.Header(name) {
		return true
	}
	fn, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && fn.Sel.Name == "Cookie" && known.Cookie(name) == secret.Strong
}

// defaultValues notes the extent of a function or variable whose name says that it is what holds where nothing is set.
func (b *builder) defaultValues(name string, n ast.Node) {
	if isDefaults(name) {
		b.texts.defaults = append(b.texts.defaults, span{n.Pos(), n.End()})
	}
}

func isDefaults(name string) bool {
	words := secret.Words(name)
	return slices.Contains(words, "default") || slices.Contains(words, "defaults")
}

func (b *builder) inDefaults(p token.Pos) bool {
	return slices.ContainsFunc(b.texts.defaults, func(s span) bool { return s.start <= p && p < s.end })
}

// defaultKeys are the struct tag keys from which libraries read a field's default value, optionKeys those in which it can stand as an
// option, and nameKeys those that name the field's setting.
var (
	defaultKeys = []string{"default", "envDefault", "env-default", "def"}
	optionKeys  = []string{"env", "json", "conf", "config", "form"}
	nameKeys    = []string{"env", "envconfig", "long", "name", "flag", "mapstructure", "koanf", "yaml", "json", "toml", "ini", "conf"}
)

// tagDefault returns the value that a struct tag gives to a field unless it is set; "" if there is none.
func tagDefault(tag reflect.StructTag) string {
	for _, key := range defaultKeys {
		if d := tag.Get(key); d != "" {
			return d
		}
	}
	for _, key := range optionKeys {
		value := tag.Get(key)
		for _, option := range []string{"default=", "default:"} {
			if _, d, ok := strings.Cut(value, option); ok {
				d, _, _ = strings.Cut(d, ",")
				return strings.TrimSpace(d)
			}
		}
	}
	return ""
}

// tagNamed tells whether a default is a secret by the name of its field, or that of the setting which the tag names.
func (b *builder) tagNamed(field string, tag reflect.StructTag, text string) bool {
	known := b.in.Models.Secrets
	if known.Default(field, text) {
		return true
	}
	return slices.ContainsFunc(nameKeys, func(key string) bool {
		name, _, _ := strings.Cut(tag.Get(key), ",")
		return name != "" && known.Default(strings.TrimSpace(name), text)
	})
}

// tagDefaults records the defaults that struct tags give to secrets.
func (b *builder) tagDefaults(in string, st *ast.StructType) {
	if b.texts.tagged[st] {
		return
	}
	b.texts.tagged[st] = true
	for _, f := range st.Fields.List {
		for _, id := range f.Names {
			name := id.Name
			if in != "" {
				name = in + "." + name
			}
			if inner, ok := f.Type.(*ast.StructType); ok {
				b.tagDefaults(name, inner)
			}
			if f.Tag == nil {
				continue
			}
			text, _ := strconv.Unquote(f.Tag.Value)
			tag := reflect.StructTag(text)
			if d := tagDefault(tag); d != "" && b.tagNamed(id.Name, tag, d) {
				at := b.spanPos(span{f.Tag.Pos(), f.Tag.End()})
				b.record(Literal{Format: Standin, Mask: secret.Mask(d), Hash: digest(d), Name: name, Sure: true, Pos: at})
			}
		}
	}
}
