package summary

import (
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/apivet/apivet/internal/secret"
)

// give notes what an expression, or the literal that it converts, is given to, unless that is known.
func (b *builder) give(e ast.Expr, name string) {
	at := extentOf(e)
	if _, known := b.texts.given[at]; !known && name != "" {
		b.texts.given[at] = name
	}
}

// extentOf is where an expression, or the literal that it converts, stands.
func extentOf(e ast.Expr) span {
	e = unconverted(e)
	return span{e.Pos(), e.End()}
}

// constantText returns the constant text that an expression is.
func (b *builder) constantText(e ast.Expr) (string, bool) {
	v := b.in.Info.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

// secretSetting returns the constant text of an expression that is the name of a secret setting; "" if it is none.
func (b *builder) secretSetting(e ast.Expr) string {
	if text, ok := b.constantText(e); ok && b.in.Models.Secrets.Setting(text) == secret.Strong {
		return text
	}
	return ""
}

// elementNames notes the fields that the elements of a struct literal are given to. Where one element is the name of a secret
// setting, a value beside it is given to that: {Key: "jwt_secret", Value: "…"}.
func (b *builder) elementNames(lit *ast.CompositeLit) {
	t := b.in.Info.TypeOf(lit)
	if t == nil {
		return
	}
	st, ok := types.Unalias(deref(t)).Underlying().(*types.Struct)
	if !ok {
		return
	}
	setting := ""
	for i, e := range lit.Elts {
		field := ""
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				field, e = id.Name, kv.Value
			}
		} else if i < st.NumFields() {
			field = st.Field(i).Name()
		}
		if name := b.secretSetting(e); name != "" && setting == "" {
			setting = name
			continue
		}
		if setting != "" && valueFields[field] {
			b.texts.given[extentOf(e)] = setting
			continue
		}
		b.give(e, field)
	}
}

// valueFields are fields that hold the value of what another field names.
var valueFields = map[string]bool{
	"Value": true, "value": true, "Val": true, "val": true, "Default": true, "defaultValue": true, "DefaultValue": true, "Def": true, "def": true, "V": true, "v": true,
	"Data": true, "Content": true,
}

// argumentNames notes the parameters that the arguments of a call are given to; behind the constant name of a secret setting,
// that setting.
func (b *builder) argumentNames(call *ast.CallExpr) {
	sig, ok := b.in.Info.TypeOf(call.Fun).(*types.Signature)
	if !ok {
		return
	}
	setting, checks := "", checks(call)
	for i, a := range call.Args {
		if _, literal := unconverted(a).(*ast.BasicLit); literal {
			param := ""
			if i < sig.Params().Len() {
				param = sig.Params().At(i).Name()
			}
			if setting != "" && !sayings[param] {
				param = setting
			}
			if !checks {
				b.give(a, param)
			}
		}
		setting = ""
		if !sig.Variadic() || i < sig.Params().Len()-1 {
			setting = b.secretSetting(a)
		}
	}
}

// checks tells whether a call is named after a check: what it is given is tried, and not used.
func checks(call *ast.CallExpr) bool {
	name := ""
	switch fn := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		name = fn.Name
	case *ast.SelectorExpr:
		name = fn.Sel.Name
	}
	words := secret.Words(name)
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "check", "compare", "verify", "match", "matches", "validate", "is", "equal", "test":
		return true
	}
	return false
}

// sayings are parameters that hold what is said of a setting, not its value.
var sayings = map[string]bool{
	"usage": true, "help": true, "desc": true, "description": true, "label": true, "title": true, "msg": true, "message": true, "env": true, "envVar": true,
	"name": true, "key": true, "prefix": true, "path": true, "file": true, "typ": true, "kind": true, "format": true, "short": true, "long": true,
}

// returnNames notes the function that literals are returned by, where its name is that of a secret.
func (b *builder) returnNames(fn *ast.FuncDecl) {
	if fn.Body == nil || b.in.Models.Secrets.Name(fn.Name.Name) != secret.Strong {
		return
	}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) > 0 {
				b.give(n.Results[0], fn.Name.Name)
			}
		}
		return true
	})
}
