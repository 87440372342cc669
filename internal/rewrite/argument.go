package rewrite

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// Argument adds an argument behind those of the call of a package's function that begins at line and column: the call of
// another function of that package, such as WithValidMethods(…). It returns nil where the call does not name its package
// or passes its last argument with "...".
func Argument(name string, src []byte, line, column int, argument string) []Edit {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	call := callAt(fset, file, line, column)
	if call == nil || call.Ellipsis.IsValid() || len(call.Args) == 0 {
		return nil
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	pkg, ok := sel.X.(*ast.Ident)
	if !ok {
		return nil
	}
	end := fset.Position(call.Args[len(call.Args)-1].End()).Offset
	if strings.HasPrefix(strings.TrimLeft(string(src[end:]), " \t\r\n"), ",") {
		argument = "\n" + pkg.Name + "." + argument + "," // Have: the arguments stand on lines of their own.
		end += strings.IndexByte(string(src[end:]), ',') + 1
	} else {
		argument = ", " + pkg.Name + "." + argument
	}
	return []Edit{{end, end, argument}}
}
