package conduct

import (
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// isLogin tells whether all that a handler asks for is a password that is sent with the request's data, and not as a credential: where
// one logs in, or registers. What shows it from then on may be a session, which is kept by code that is not there.
func (b *body) isLogin() bool {
	some := false
	for _, g := range b.gateList(Auth) {
		if g.raw || g.kept || !g.checked || !b.ofPassword(g.origin) {
			return false
		}
		some = true
	}
	for _, o := range b.others() {
		some = some && o.layers[Auth] == No
	}
	return some && !b.demandsAny()
}

// ofPassword tells whether a call that a value comes from is handed a password of the request's data.
func (b *body) ofPassword(o origin) bool {
	for _, call := range o.calls {
		for _, a := range b.fn.Calls[call].Args {
			if isPassword(b.fn, a, 0) {
				return true
			}
		}
	}
	return false
}

// maxPassword is how deeply a value is looked into for the name that it was read by.
const maxPassword = 4

// isPassword tells whether a value is read by a name that says that it is a password: of a field, or of a part of the request.
func isPassword(fn *program.Fn, n summary.NodeID, depth int) bool {
	node := &fn.Nodes[n]
	switch node.Op {
	case summary.OpSelect:
		return hasWord(program.Elem(lastElem(node.Str)), passwordWords...)
	case summary.OpResult:
		return handed(fn, &fn.Calls[node.A], passwordWords...)
	}
	if depth < maxPassword {
		for _, a := range node.Args {
			if isPassword(fn, a, depth+1) {
				return true
			}
		}
	}
	return false
}

var passwordWords = []string{"password", "passwd", "pwd", "passphrase"}
