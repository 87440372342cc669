package summary

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"runtime/debug"
	"slices"
	"sort"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/lines"
	"github.com/apivet/apivet/internal/model"
)

// Input is a type-checked package and its SSA, built.
type Input struct {
	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
	SSA   *ssa.Package
	// Filename maps the name of a file in Fset to the name to store; nil keeps it.
	Filename func(string) string
	// Lines says of files with line directives, by their names in Fset, where their lines were written.
	Lines map[string]lines.Map
	// Dir is the package's folder, which patterns of embedded files start from.
	Dir string
	// Internal tells whether the package of an import path is summarised too; nil: only the package itself.
	Internal func(path string) bool
	Models   *model.Set
	// ReadFile reads a file that a package embeds; nil: embedded files are not looked at.
	ReadFile func(name string) ([]byte, error)
	// Reported is what reused analyzers report of the package, by place; Failed names those that could not look at it.
	Reported []Reported
	Failed   []string
}

// Reported is an Issue of the stretch [Pos, End).
type Reported struct {
	ID, Message string
	Pos, End    token.Pos
}

// Summarize reads a package. A panic inside one function drops that function and names it in Summary.Dropped.
func Summarize(in *Input) *Summary {
	ported := *in
	ports := in.ports()
	ported.Models = in.Models.With(ports)
	b := &builder{
		in:        &ported,
		tt:        newTypeTable(),
		out:       &Summary{Path: in.Types.Path(), Name: in.Types.Name(), Ports: ports},
		files:     map[string]int32{},
		ranges:    map[token.Pos]span{},
		names:     map[*ssa.Function]string{},
		ifaces:    map[string]bool{},
		impls:     map[string]int{},
		sigs:      map[*types.Func]string{},
		texts:     newLiterals(),
		constants: map[*types.Const]Pos{},

		foreign: map[string]*types.Named{},
	}
	for _, p := range in.Types.Imports() {
		b.out.Imports = append(b.out.Imports, p.Path())
	}
	sort.Strings(b.out.Imports)
	b.indexSyntax()
	for _, fn := range b.functions() {
		b.summarize(fn)
	}
	b.methodTables()
	b.tags()
	b.structs()
	b.embedded()
	for _, r := range in.Reported {
		b.out.Issues = append(b.out.Issues, Issue{ID: r.ID, Message: r.Message, Pos: b.spanPos(span{r.Pos, r.End})})
	}
	b.out.Failed = in.Failed
	b.finish()
	return b.out
}

// builder summarises one package.
type builder struct {
	in        *Input
	tt        *typeTable
	out       *Summary
	files     map[string]int32
	ranges    map[token.Pos]span // by the position that SSA gives to a call or concatenation
	names     map[*ssa.Function]string
	ifaces    map[string]bool
	impls     map[string]int // Impl.Type + Impl.Iface -> index in out.Impls
	sigs      map[*types.Func]string
	texts     *literals
	constants map[*types.Const]Pos // of text, declared in the package

	foreign map[string]*types.Named // struct types of other modules that are put into interfaces, by symbol
}

type span struct{ start, end token.Pos }

// functions lists the package's functions in source order, the initialiser of its variables first.
func (b *builder) functions() []*ssa.Function {
	var fns []*ssa.Function
	if init := b.in.SSA.Func("init"); init != nil {
		b.name(init, b.in.Types.Path()+".init")
		fns = append(fns, init)
	}
	inits := 0
	for _, f := range b.in.Files {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			obj, ok := b.in.Info.Defs[decl.Name].(*types.Func)
			if !ok {
				continue
			}
			if decl.Recv == nil && decl.Name.Name == "init" {
				inits++
				if fn := b.in.SSA.Func(fmt.Sprintf("init#%d", inits)); fn != nil {
					b.name(fn, fmt.Sprintf("%s.init#%d", b.in.Types.Path(), inits))
					fns = append(fns, fn)
				}
				continue
			}
			if fn := b.in.SSA.Prog.FuncValue(obj); fn != nil {
				b.name(fn, model.Symbol(obj))
				fns = append(fns, fn)
			}
		}
	}
	return fns
}

// maxNested is how deeply closures are nested that have the names of all that they are in.
const maxNested = 50

// name gives fn and its closures their symbols. Those of closures that are nested very deeply are numbered.
func (b *builder) name(fn *ssa.Function, symbol string) {
	deep := 0
	var visit func(fn *ssa.Function, symbol string, depth int)
	visit = func(fn *ssa.Function, symbol string, depth int) {
		b.names[fn] = symbol
		for i, anon := range fn.AnonFuncs {
			inner := fmt.Sprintf("%s$%d", symbol, i+1)
			if depth >= maxNested {
				deep++
				outer, _, _ := strings.Cut(symbol, "$")
				inner = fmt.Sprintf("%s$deep$%d", outer, deep)
			}
			visit(anon, inner, depth+1)
		}
	}
	visit(fn, symbol, 0)
}

// symbol returns the symbol of any function that code refers to.
func (b *builder) symbol(fn *ssa.Function) string {
	if s, ok := b.names[fn]; ok {
		return s
	}
	if o := fn.Origin(); o != nil && o != fn {
		if s, ok := b.names[o]; ok {
			return s
		}
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		s := model.Symbol(obj)
		b.names[fn] = s
		return s
	}
	return fn.String()
}

// internal tells whether the functions of p are part of the program.
func (b *builder) internal(p *types.Package) bool {
	if p == nil {
		return false
	}
	return p == b.in.Types || p.Path() == b.in.Types.Path() || b.in.Internal != nil && b.in.Internal(p.Path())
}

// summarize appends the summaries of fn and of its closures, the closures first in work and last in order.
func (b *builder) summarize(fn *ssa.Function) {
	closures := map[*ssa.Function]*Func{}
	var order []*Func
	var visit func(fn *ssa.Function, parent string)
	visit = func(fn *ssa.Function, parent string) {
		at := len(order)
		order = append(order, nil)
		for _, anon := range fn.AnonFuncs {
			visit(anon, b.names[fn])
		}
		out := b.function(fn, closures)
		if out != nil {
			out.Parent = parent
			closures[fn] = out
		}
		order[at] = out
	}
	visit(fn, "")
	for _, f := range order {
		if f != nil {
			b.out.Funcs = append(b.out.Funcs, f)
		}
	}
}

// function summarises one function; nil if it has no body or its analysis panicked.
func (b *builder) function(fn *ssa.Function, closures map[*ssa.Function]*Func) (out *Func) {
	if len(fn.Blocks) == 0 {
		return nil
	}
	defer func() {
		if r := recover(); r != nil {
			out = nil
			b.out.Dropped = append(b.out.Dropped, fmt.Sprintf("%s: %v%s", b.names[fn], r, panicSite(debug.Stack())))
		}
	}()
	return newFuncBuilder(b, fn, closures).run()
}

// panicSite returns the first frame below the panic, for a bug report.
func panicSite(stack []byte) string {
	lines := strings.Split(string(stack), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "panic(") {
			for _, l := range lines[i+1:] {
				if strings.Contains(l, "internal/summary.") {
					if j := strings.IndexByte(l, '('); j > 0 && !strings.HasPrefix(l, "\t") {
						return " in " + l[strings.LastIndexByte(l, '/')+1:]
					}
				}
			}
		}
	}
	return ""
}

// pos returns the place of p, with the extent of the syntax that SSA positions there.
func (b *builder) pos(p token.Pos) Pos {
	if !p.IsValid() {
		return Pos{}
	}
	start, end := p, token.NoPos
	if s, ok := b.ranges[p]; ok {
		start, end = s.start, s.end
	}
	at := b.position(start)
	out := Pos{File: b.file(at.Filename), Line: int32(at.Line), Col: int32(at.Column)}
	if end.IsValid() {
		e := b.position(end)
		out.EndLine, out.EndCol = int32(e.Line), int32(e.Column)
	}
	return out
}

// position is the place of p in the file that was parsed: what line directives say of it is applied where a place is shown.
func (b *builder) position(p token.Pos) token.Position { return b.in.Fset.PositionFor(p, false) }

func (b *builder) file(name string) int32 {
	if i, ok := b.files[name]; ok {
		return i
	}
	stored := name
	if b.in.Filename != nil {
		stored = b.in.Filename(name)
	}
	b.out.Files = append(b.out.Files, stored)
	i := int32(len(b.out.Files))
	b.files[name] = i
	if m := b.in.Lines[name]; m != nil {
		b.out.Written = append(b.out.Written, Written{i, m.Rename(b.in.Filename)})
	}
	return i
}

func (b *builder) finish() {
	b.placeSentinels()
	b.out.Types = b.tt.types
	b.out.Names = b.texts.names
	slices.SortStableFunc(b.out.Literals, func(x, y Literal) int { return comparePos(x.Pos, y.Pos) })
	sort.Slice(b.out.Impls, func(i, j int) bool {
		x, y := &b.out.Impls[i], &b.out.Impls[j]
		if x.Type != y.Type {
			return x.Type < y.Type
		}
		return x.Iface < y.Iface
	})
	sort.Slice(b.out.Ifaces, func(i, j int) bool { return b.out.Ifaces[i].Key < b.out.Ifaces[j].Key })
	slices.SortFunc(b.out.Tags, func(x, y Tag) int {
		if c := strings.Compare(x.Field, y.Field); c != 0 {
			return c
		}
		return strings.Compare(x.Key, y.Key)
	})
}
