package conduct

import (
	"strings"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// waivers are words of fields that hold what a client has to know.
var waivers = []string{"password", "passwd", "passphrase", "passcode", "pin", "secret"}

// waives tells whether a function checks a credential only where what is asked for has one, as with a share that has a password
// or none: a branch on a field of such a name being empty leads around the check, to where there is no error.
func (j *Judge) waives(fn *program.Fn) bool {
	if w, ok := j.waived[fn]; ok {
		return w
	}
	j.waived[fn] = false
	s := j.slicer(nil, fn)
	for i := range fn.Blocks {
		blk := &fn.Blocks[i]
		if blk.Test == 0 || len(blk.Succs) != 2 {
			continue
		}
		without, with, ok := s.unset(blk)
		if !ok {
			continue
		}
		around, through := reachable(fn, without), reachable(fn, with)
		checks, passes := false, false
		for k := range fn.Blocks {
			at := &fn.Blocks[k]
			checks = checks || through[k] && !around[k] && at.Test != 0 && s.test(at.Test).credential()
			passes = passes || around[k] && at.Return > 0 && s.succeeds(&fn.Returns[at.Return-1])
		}
		if checks && passes {
			j.waived[fn] = true
			return true
		}
	}
	return false
}

// unset tells whether a block branches on a secret of something that is no part of the request being there, and where it goes on
// without one and with one.
func (s *slicer) unset(blk *summary.Block) (without, with int32, ok bool) {
	node := &s.fn.Nodes[blk.Test]
	without, with = blk.Succs[0], blk.Succs[1]
	for node.Op == summary.OpGuard || node.Op == summary.OpTest && node.Str == "!" {
		if node.Op == summary.OpTest {
			without, with = with, without
		}
		node = &s.fn.Nodes[node.Args[0]]
	}
	if node.Op != summary.OpTest || node.Str != "==" && node.Str != "!=" {
		return 0, 0, false
	}
	if node.Str == "!=" {
		without, with = with, without
	}
	for i, a := range node.Args {
		field, text := &s.fn.Nodes[a], &s.fn.Nodes[node.Args[1-i]]
		for field.Op == summary.OpGuard || field.Op == summary.OpTest && field.Str == "len" {
			field = &s.fn.Nodes[field.Args[0]]
		}
		empty := text.Op == summary.OpConst && (text.Str == "" || text.Str == "0")
		if empty && field.Op == summary.OpSelect && !s.fromClient(a) {
			elem := lastElem(field.Str)
			if hasWord(elem[strings.LastIndexByte(elem, '.')+1:], waivers...) {
				return without, with, true
			}
		}
	}
	return 0, 0, false
}

// succeeds tells whether a return says that all is well: with an error that is nil.
func (s *slicer) succeeds(r *summary.Return) bool {
	n := len(r.Values)
	return n > 0 && s.fn.Type(r.Values[n-1]).Name == "error" && nilConstant(s.fn, r.Values[n-1])
}

// reachable are the blocks that control can come to from one.
func reachable(fn *program.Fn, from int32) []bool {
	out := make([]bool, len(fn.Blocks))
	follow(from, func(i int32) []int32 {
		out[i] = true
		return fn.Blocks[i].Succs
	})
	return out
}

// waived tells whether a gate rests on functions that check a credential only where there has to be one.
func (b *body) waived(g *gate) bool {
	for _, c := range g.calls {
		call := &b.fn.Calls[c]
		if fn := b.j.p.Func(call.Callee); call.Internal && call.Kind == summary.Static && fn != nil && b.j.waives(fn) {
			return true
		}
	}
	return false
}
