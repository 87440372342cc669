package summary

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/secret"
)

// literals is the package's constant text in source order. SSA constants have no position, so a constant is found again by
// its text, near the instruction that uses it.
type literals struct {
	at        map[string][]mention
	names     []string
	index     map[string]int32
	vars      map[target]string       // names of local variables by what is assigned to them
	given     map[span]string         // what expressions are given to
	read      map[types.Object]string // settings that variables are read from
	defaults  []span                  // functions and variables that hold defaults
	tagged    map[*ast.StructType]bool
	fn        span   // the function being looked at
	in        string // its symbol
	here      token.Pos
	sentinels []sentinel
	marks     map[token.Pos]bool            // comparisons with sentinels
	compared  map[token.Pos]bool            // comparisons with a secret, by the position that SSA gives to them
	inner     map[*ast.BinaryExpr]bool      // sums that are parts of others
	starts    map[*ast.BinaryExpr]token.Pos // see builder.start
}

// mention is constant text in the source: a literal, a sum of literals, or the name of a constant.
type mention struct {
	span
	name string // symbol of a declared constant
}

// target is a result of the expression that SSA knows by a position.
type target struct {
	pos    token.Pos
	result int
}

func newLiterals() *literals {
	return &literals{at: map[string][]mention{}, index: map[string]int32{}, vars: map[target]string{}, given: map[span]string{}, inner: map[*ast.BinaryExpr]bool{}, starts: map[*ast.BinaryExpr]token.Pos{}, compared: map[token.Pos]bool{}, marks: map[token.Pos]bool{}, read: map[types.Object]string{}, tagged: map[*ast.StructType]bool{}}
}

// name interns a name; 0 is none.
func (l *literals) name(s string) int32 {
	if s == "" {
		return 0
	}
	i, ok := l.index[s]
	if !ok {
		l.names = append(l.names, s)
		i = int32(len(l.names))
		l.index[s] = i
	}
	return i
}

// Limits on constant text that is given a place: longer text and sentences are neither credentials, but for keys in PEM, nor
// settings.
const (
	maxCredential = 4096
	maxPhrase     = 128 // with more spaces than
	maxSpaces     = 4
)

func credentialLike(text string) bool {
	return text == "*" || len(text) >= 2 && len(text) <= maxCredential && (len(text) <= maxPhrase || strings.Count(text, " ") <= maxSpaces || strings.Contains(text, "-----BEGIN") || strings.Contains(text, "password="))
}

func (b *builder) mention(text string, s span, name string) {
	if credentialLike(text) {
		b.texts.at[text] = append(b.texts.at[text], mention{s, name})
	}
}

func (b *builder) literal(lit *ast.BasicLit) {
	if lit.Kind != token.STRING || len(lit.Value) < 3 {
		return
	}
	v := b.in.Info.Types[lit].Value
	if v == nil || v.Kind() != constant.String {
		return
	}
	text := constant.StringVal(v)
	s := span{lit.Pos(), lit.End()}
	b.mention(text, s, "")
	name := b.texts.given[s]
	if b.inDefaults(lit.Pos()) {
		b.standin(lit, name)
	}
	b.configText(name, text, s)
	if !b.token(text, s, name, "") && b.named(name, text, b.in.Info.TypeOf(lit)) {
		b.record(Literal{Format: Named, Mask: secret.Mask(text), Hash: digest(text), Name: name, Pos: b.spanPos(s)})
	}
}

// Named is the Format of a literal that is no token but looks like a secret, and is given to what is named like one.
const Named = "named"

// maxWords is how many spaces a name has at most.
const maxWords = 2

// shortToken is the length below which a text is no token.
const shortToken = 16

// named tells whether a text that looks like a secret is given to a variable or field whose name or type says that it is
// one, and is not that name again.
func (b *builder) named(name, text string, t types.Type) bool {
	if strings.Count(name, " ") > maxWords {
		return false // Have: a sentence that stands beside the text.
	}
	known := b.in.Models.Secrets
	strength := known.Name(name)
	if symbol, _ := typeName(t); symbol != "" && name != "" {
		if said, known := b.in.Models.SecretType(symbol); known {
			strength = map[bool]secret.Strength{true: secret.Strong}[said]
		}
	}
	if strength == secret.None || !known.Plausible(text) || strength == secret.Weak && (len(text) < shortToken || known.Common(text)) {
		return false
	}
	return known.Says(text, name)
}

// constantUse notes the use of a declared constant of text, and the place of the declaration itself.
func (b *builder) constantUse(id *ast.Ident) {
	c, ok := b.in.Info.Uses[id].(*types.Const)
	if !ok || c.Pkg() == nil || c.Val().Kind() != constant.String || c.Parent() != c.Pkg().Scope() {
		return
	}
	b.mention(constant.StringVal(c.Val()), span{id.Pos(), id.End()}, c.Pkg().Path()+"."+c.Name())
}

// constantSum notes a sum of constants, which is one constant, with the sums that it is made of; tokens are looked for in the
// whole, where none of its literals holds one.
func (b *builder) constantSum(sum *ast.BinaryExpr) {
	v := b.in.Info.Types[sum].Value
	if v == nil || v.Kind() != constant.String {
		return
	}
	for _, part := range []ast.Expr{sum.X, sum.Y} {
		if inner, ok := ast.Unparen(part).(*ast.BinaryExpr); ok {
			b.texts.inner[inner] = true
		}
	}
	if b.texts.inner[sum] && sum.End()-b.start(sum) > 2*maxCredential {
		return // Have: longer than what is looked for. To write out each of many such parts would take the square of the text's length.
	}
	text := constant.StringVal(v)
	s := span{b.start(sum), sum.End()}
	b.mention(text, s, "")
	if b.texts.inner[sum] || len(text) <= 12 {
		return
	}
	own := false
	ast.Inspect(sum, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && !own {
			own = b.tokenIn(constant.StringVal(b.in.Info.Types[lit].Value)) != nil
		}
		return !own
	})
	if !own {
		b.token(text, s, b.texts.given[s], "")
	}
}

// tokenIn returns the token of a known form in a text; nil if there is none.
func (b *builder) tokenIn(text string) *Literal {
	known := b.in.Models.Secrets
	if h, ok := known.Find(text); ok {
		tok := text[h.Start:h.End]
		return &Literal{Format: h.Format.ID, Provider: h.Format.Provider, Mask: secret.Mask(tok), Hash: digest(tok), Sure: h.Sure}
	}
	if pw, _, ok := known.URL(text); ok {
		return &Literal{Format: "url", Mask: secret.Mask(pw), Hash: digest(pw), Sure: known.Plausible(pw)}
	}
	return nil
}

// record adds a literal, with the function that it is in.
func (b *builder) record(lit Literal) {
	if s := b.texts.fn; lit.File == "" && b.texts.here >= s.start && b.texts.here < s.end {
		lit.In = b.texts.in
	}
	b.out.Literals = append(b.out.Literals, lit)
}

// token records a token of a known form, if there is one in a text.
func (b *builder) token(text string, s span, name, file string) bool {
	found := b.tokenIn(text)
	if found == nil {
		return false
	}
	lit := *found
	lit.File, lit.Name, lit.Pos = file, name, b.spanPos(s)
	contained := func(l Literal) bool {
		return l.Hash == lit.Hash && l.Pos.File == lit.Pos.File && l.Pos.Line == lit.Pos.Line && l.Format == lit.Format
	}
	if !slices.ContainsFunc(b.out.Literals, contained) {
		b.record(lit)
	}
	return true
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

func (b *builder) spanPos(s span) Pos {
	at, end := b.position(s.start), b.position(s.end)
	return Pos{File: b.file(at.Filename), Line: int32(at.Line), Col: int32(at.Column), EndLine: int32(end.Line), EndCol: int32(end.Column)}
}

// hint is the position of the instruction that uses a value, or of one near it.
func hint(blk *ssa.BasicBlock, idx int) token.Pos {
	for i := idx; i < len(blk.Instrs); i++ {
		if p := blk.Instrs[i].Pos(); p.IsValid() {
			return p
		}
	}
	for i := len(blk.Instrs) - 1; i >= 0; i-- {
		if p := blk.Instrs[i].Pos(); p.IsValid() {
			return p
		}
	}
	return token.NoPos
}

// literalAt finds the place of constant text that is used near a position: the mention in the function that is closest,
// one behind it rather than one before, else one in the function around it. symbol is that of the declared constant it is, name
// that of the variable or field it is given to: given, if a mention is.
func (f *funcBuilder) literalAt(text string, near token.Pos, given string) (at Pos, symbol, name int32) {
	all := f.texts.at[text]
	if own := f.givenTo(all, given); len(own) > 0 {
		all = own
	}
	if len(all) == 0 {
		return Pos{}, 0, 0
	}
	for fn := f.fn; fn != nil; fn = fn.Parent() {
		from, to := token.Pos(0), token.Pos(1<<40)
		if syntax := fn.Syntax(); syntax != nil {
			from, to = syntax.Pos(), syntax.End()
		}
		m := closest(all, near, from, to)
		if m == nil {
			continue
		}
		if to := f.texts.given[m.span]; m.name == "" && f.in.Models.Secrets.Name(to) == secret.Strong {
			name = f.texts.name(to)
		}
		return f.spanPos(m.span), f.texts.name(m.name), name
	}
	return Pos{}, 0, 0
}

// givenTo returns the mentions that are given to a variable of a name.
func (f *funcBuilder) givenTo(all []mention, name string) []mention {
	if name == "" || len(all) < 2 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(all), func(m mention) bool { return f.texts.given[m.span] != name })
}

// closest returns the mention between two positions that is closest to a third.
func closest(all []mention, near, from, to token.Pos) *mention {
	var best *mention
	distance := token.Pos(1 << 40)
	for i := range all {
		m := &all[i]
		if m.start < from || m.end > to {
			continue
		}
		d := m.start - near
		if m.start < near {
			d = (near - m.start) * 4
			if m.end >= near {
				d = 0
			}
		}
		if d < distance || d == distance && best != nil && m.end > best.end {
			best, distance = m, d
		}
	}
	return best
}

func comparePos(a, b Pos) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), cmp.Compare(a.EndLine, b.EndLine), cmp.Compare(a.EndCol, b.EndCol))
}
