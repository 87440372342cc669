package summary

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// factSet maps a place to what is known of it: all of the clauses hold, one of the tests of each.
type factSet map[place][]clause

type clause []test

// test is a condition on a value before it is put into nodes.
type test struct {
	kind     GuardKind
	other    ssa.Value
	at       ssa.Instruction
	arg, res int
	free     int // from 1: which variable that the closure arg captures is restricted
	want     Want
}

// with is s and more. Sets are not changed once they are made.
func (s factSet) with(more factSet) factSet {
	if len(more) == 0 {
		return s
	}
	out := make(factSet, len(s)+len(more))
	for p, cs := range s {
		out[p] = cs
	}
	for p, cs := range more {
		have := out[p]
		for _, c := range cs {
			if len(have) < maxClauses && !slices.ContainsFunc(have, c.equal) {
				have = append(slices.Clip(have), c)
			}
		}
		out[p] = have
	}
	return out
}

// meet is what holds whether s or o does.
func (s factSet) meet(o factSet) factSet {
	out := factSet{}
	for p, a := range s {
		b, ok := o[p]
		if !ok {
			continue
		}
		var cs []clause
		for _, x := range a {
			for _, y := range b {
				if c := x.or(y); c != nil && len(cs) < maxClauses && !slices.ContainsFunc(cs, c.equal) {
					cs = append(cs, c)
				}
			}
		}
		if len(cs) > 0 {
			out[p] = cs
		}
	}
	return out
}

func (s factSet) equal(o factSet) bool {
	if len(s) != len(o) {
		return false
	}
	for p, a := range s {
		b, ok := o[p]
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !a[i].equal(b[i]) {
				return false
			}
		}
	}
	return true
}

func (c clause) equal(o clause) bool { return slices.Equal(c, o) }

// or joins two clauses; nil when the result is too long to be of use.
func (c clause) or(o clause) clause {
	if c.equal(o) {
		return c
	}
	out := slices.Clone(c)
	if c[0].kind == GuardWhen || o[0].kind == GuardWhen {
		return nil // of a boolean, either says nothing
	}
	for _, t := range o {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	if len(out) > maxTests {
		return nil
	}
	return out
}
