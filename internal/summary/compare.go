package summary

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/secret"
)

// compare records a comparison with constant text that could be a secret.
func (f *funcBuilder) compare(op *ssa.BinOp) {
	if op.Op != token.EQL && op.Op != token.NEQ || !isString(op.X.Type()) {
		return
	}
	x, c := op.X, op.Y
	if _, ok := x.(*ssa.Const); ok {
		x, c = c, x
	}
	k, ok := c.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.String {
		return
	}
	if _, both := x.(*ssa.Const); both || !f.comparable(constant.StringVal(k.Value)) {
		return
	}
	f.out.Compares = append(f.out.Compares, Compare{X: f.use(x, op), Const: f.constant(k, op.Pos()), Pos: f.pos(op.Pos())})
}

// comparable tells whether a text can be a secret that another one is compared with: as it is, or in a header's value.
func (f *funcBuilder) comparable(text string) bool {
	if token, ok := secret.Credentials(text); ok {
		text = token
	}
	return f.in.Models.Secrets.Plausible(text)
}
