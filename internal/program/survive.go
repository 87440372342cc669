package program

import (
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

// What becomes of what a statement leaves in a field, where the object leaves the function: the third level of memory is the
// union of what leaves, not of all that was ever stored.
type remains uint8

const (
	gone       remains = iota // overwritten on every way
	restricted                // or checked
	there
)

// remaining tells what becomes of what is at a path of an object's state n: it is followed forward through the later states
// of the object to those in which that leaves.
func (q *Query) remaining(fn *Fn, n summary.NodeID, path string) remains {
	if len(fn.Leaves) == 0 {
		return there
	}
	left := fn.leaving(fn.Base(n))
	if len(left) == 0 {
		return there
	}
	s := &survival{q: q, fn: fn, left: left, seen: map[leftover]bool{}}
	s.push(n, path)
	out := gone
	for len(s.todo) > 0 && out != there {
		at := s.todo[len(s.todo)-1]
		s.todo = s.todo[:len(s.todo)-1]
		if len(s.seen) > maxStates || left[at.node] {
			return there
		}
		out = max(out, s.follow(at))
	}
	return out
}

// leaving returns the states in which an object leaves a function, as far as they say more than what is stored to it.
func (fn *Fn) leaving(object summary.NodeID) map[summary.NodeID]bool {
	if fn.left == nil {
		fn.left = map[summary.NodeID]map[summary.NodeID]bool{}
		for _, l := range fn.Leaves {
			if fn.left[l.Object] == nil {
				fn.left[l.Object] = map[summary.NodeID]bool{}
			}
			fn.left[l.Object][l.State] = true
		}
	}
	return fn.left[object]
}

// maxStates is how many states of an object are looked at.
const maxStates = 256

// leftover is a path of a state of an object.
type leftover struct {
	node summary.NodeID
	path string
}

type survival struct {
	q    *Query
	fn   *Fn
	left map[summary.NodeID]bool
	seen map[leftover]bool
	todo []leftover
}

func (s *survival) push(n summary.NodeID, path string) {
	if at := (leftover{n, path}); !s.seen[at] {
		s.seen[at] = true
		s.todo = append(s.todo, at)
	}
}

// follow goes to the states that come next.
func (s *survival) follow(at leftover) remains {
	out := gone
	for _, u := range s.fn.Users()[at.node] {
		node := &s.fn.Nodes[u]
		switch node.Op {
		case summary.OpStore:
			if m := match(node.Str, at.path); node.Args[0] == at.node && !(m.hit && m.must) {
				s.push(u, at.path)
			}
		case summary.OpCallMod, summary.OpClosureMod, summary.OpPhi:
			s.push(u, at.path)
		case summary.OpGuard:
			rest, ok := strings.CutPrefix(at.path, node.Str)
			if ok && node.B == 1 && s.q.Guards == AllGuards && s.q.Holds(s.fn, node.A, rest, nil, 0) {
				out = max(out, restricted)
				continue
			}
			s.push(u, at.path)
		}
	}
	return out
}
