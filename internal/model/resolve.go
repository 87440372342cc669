package model

import (
	"errors"
	"fmt"
	"go/types"
	"strings"
)

// errAbsent is in the error of a line whose symbol is not there at all.
var errAbsent = errors.New("the package has no such symbol")

// Resolve tells whether a line holds for a package as it is, which may be nil: there is what it speaks of, and the arguments and results
// that it names are there, and of types that fit its role.
func Resolve(p *types.Package, e *Entry) error {
	if p == nil {
		return fmt.Errorf("%s: %w", e.Package, errAbsent)
	}
	switch e.Target {
	case Func:
		fn := function(p, e)
		if fn == nil {
			return fmt.Errorf("%s: %w", e.Symbol, errAbsent)
		}
		return indexes(fn, e)
	case Field:
		return field(p, e)
	case Type:
		if obj, ok := p.Scope().Lookup(lastName(e.Symbol)).(*types.TypeName); !ok || obj == nil {
			return fmt.Errorf("%s: %w", e.Symbol, errAbsent)
		}
	case Var:
		if obj, ok := p.Scope().Lookup(lastName(e.Symbol)).(*types.Var); !ok || obj == nil {
			return fmt.Errorf("%s: %w", e.Symbol, errAbsent)
		}
	}
	return nil
}

func lastName(symbol string) string { return symbol[strings.LastIndexByte(symbol, '.')+1:] }

// field is Resolve of a line about a field.
func field(p *types.Package, e *Entry) error {
	typ, name, _ := strings.Cut(strings.TrimPrefix(e.Symbol, "("+p.Path()+"."), ").")
	obj, _ := p.Scope().Lookup(typ).(*types.TypeName)
	if obj == nil {
		return fmt.Errorf("%s: %w", e.Symbol, errAbsent)
	}
	st, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return fmt.Errorf("%s is no struct", typ)
	}
	found, sibling := false, e.Sibling == ""
	for f := range st.Fields() {
		found = found || f.Name() == name
		sibling = sibling || f.Name() == e.Sibling
	}
	switch {
	case !found:
		return fmt.Errorf("%s: %w", e.Symbol, errAbsent)
	case !sibling:
		return fmt.Errorf("%s has no field %s", typ, e.Sibling)
	}
	return nil
}

// function finds a function or method by its symbol, which must be the one that the engine sees.
func function(p *types.Package, e *Entry) *types.Func {
	rest, method := strings.CutPrefix(e.Symbol, "(")
	if !method {
		fn, _ := p.Scope().Lookup(lastName(e.Symbol)).(*types.Func)
		return fn
	}
	typ, m, _ := strings.Cut(rest, ").")
	typ = strings.TrimPrefix(strings.TrimPrefix(typ, "*"), p.Path()+".")
	obj, _ := p.Scope().Lookup(typ).(*types.TypeName)
	if obj == nil {
		return nil
	}
	found, _, _ := types.LookupFieldOrMethod(types.NewPointer(obj.Type()), true, p, m)
	if it, ok := obj.Type().Underlying().(*types.Interface); ok {
		for f := range it.Methods() {
			if f.Name() == m {
				found = f
			}
		}
	}
	fn, ok := found.(*types.Func)
	if !ok || Symbol(fn) != e.Symbol {
		return nil
	}
	return fn
}

// indexes makes sure that a function has the arguments and results that a line names, and that they can be what it says.
func indexes(fn *types.Func, e *Entry) error {
	all := append(append([]Index{}, e.In...), e.Out...)
	for _, a := range e.Args {
		all = append(all, a.Index)
		if err := playable(fn, e, a); err != nil {
			return err
		}
	}
	if e.By != nil {
		all = append(all, *e.By)
	}
	for _, i := range all {
		if err := indexed(fn.Signature(), e, i); err != nil {
			return err
		}
	}
	for _, i := range e.In {
		if err := input(fn, e, i); err != nil {
			return err
		}
	}
	for _, i := range e.Out {
		if err := output(fn, e, i); err != nil {
			return err
		}
	}
	return nil
}

// indexed makes sure that a function has an argument or result.
func indexed(sig *types.Signature, e *Entry, i Index) error {
	switch {
	case i.Kind == Recv && sig.Recv() == nil:
		return fmt.Errorf("%s has no receiver", e.Symbol)
	case i.Kind == Result && i.N >= sig.Results().Len():
		return fmt.Errorf("%s has no result %d", e.Symbol, i.N)
	case i.Kind == Arg && i.N >= sig.Params().Len():
		return fmt.Errorf("%s has no argument %d", e.Symbol, i.N)
	case i.Kind == Arg && i.Variadic && (!sig.Variadic() || i.N > sig.Params().Len()-1):
		return fmt.Errorf("%s has no variadic argument %d", e.Symbol, i.N)
	}
	return nil
}

// playable makes sure that an argument can play its part: a path is text, a handler or middleware is none.
func playable(fn *types.Func, e *Entry, a NamedIndex) error {
	params := fn.Signature().Params()
	if a.Index.Kind != Arg || a.Index.N >= params.Len() {
		return nil
	}
	t := element(params.At(a.Index.N).Type())
	b, basic := t.Underlying().(*types.Basic)
	text := basic && b.Info()&types.IsString != 0
	switch a.Name {
	case "path", "prefix", "method":
		if it, ok := t.Underlying().(*types.Interface); !text && (!ok || it.NumMethods() > 0) && !strings.HasSuffix(t.String(), ".Pattern") {
			return fmt.Errorf("argument %d of %s is %s, which is no %s", a.Index.N, e.Symbol, t, a.Name)
		}
	case "handler", "use", "chain", "call", "config", "router":
		if basic {
			return fmt.Errorf("argument %d of %s is %s, which is no %s", a.Index.N, e.Symbol, t, a.Name)
		}
	case "status":
		if !text && (!basic || b.Info()&types.IsNumeric == 0) {
			return fmt.Errorf("argument %d of %s is %s, which is no status", a.Index.N, e.Symbol, t)
		}
	}
	return nil
}

// element returns the type of a slice's elements; other types as they are.
func element(t types.Type) types.Type {
	if s, ok := t.Underlying().(*types.Slice); ok {
		return s.Elem()
	}
	return t
}

// input makes sure that an argument can be the input of a line: SQL text is not expected in a context, a number or a struct, what is
// called is a function, and what carries text is neither a context, nor a number, nor a function.
func input(fn *types.Func, e *Entry, i Index) error {
	if i.Kind != Arg {
		return nil
	}
	t := fn.Signature().Params().At(i.N).Type()
	fits := true
	switch {
	case e.Role == Sink && strings.HasPrefix(e.Kind, "sql/"):
		fits = textual(t)
	case e.Callback || e.Role == Call:
		fits = callable(t)
	case e.Role == Sink, e.Role == Decode, e.Role == Sanitize, e.Role == Escape:
		fits = !plain(t) && !isContext(t)
	case flows[e.Role] && e.Kind != "verify/context":
		fits = !isContext(t)
	}
	if !fits {
		return fmt.Errorf("argument %d of %s is %s, which does not fit", i.N, e.Symbol, t)
	}
	return nil
}

// output makes sure that a result can be the output of a line: an error does not hold what a client sent.
func output(fn *types.Func, e *Entry, i Index) error {
	if i.Kind != Result || e.Role != Source && e.Role != Confidential && e.Role != Sanitize {
		return nil
	}
	if t := fn.Signature().Results().At(i.N).Type(); types.Identical(t, errorType) {
		return fmt.Errorf("result %d of %s is %s, which does not fit", i.N, e.Symbol, t)
	}
	return nil
}

var errorType = types.Universe.Lookup("error").Type()

// flows are the roles whose inputs are values, and no contexts.
var flows = map[Role]bool{Propagate: true, Same: true, Text: true, Bind: true, Token: true, Match: true, URL: true, Digest: true}

// textual tells whether a type can be SQL text.
func textual(t types.Type) bool {
	t = element(t).Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	switch u := t.(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0 || u.Kind() == types.Byte
	case *types.Interface:
		return u.NumMethods() == 0 || u.NumMethods() < 4 && !strings.Contains(u.String(), "Deadline")
	case *types.Map:
		return true
	}
	return false
}

// callable tells whether a type can be a function, or an object with methods that are called.
func callable(t types.Type) bool {
	_, basic := t.Underlying().(*types.Basic)
	return !basic
}

// plain tells whether a type is a boolean or a number.
func plain(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsNumeric|types.IsBoolean) != 0
}

func isContext(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Context" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context"
}
