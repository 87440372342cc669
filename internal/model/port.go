package model

import (
	"errors"
	"go/types"
	"slices"
	"strings"
)

// Port says from which packages the lines of a package that no line speaks of are taken.
type Port struct {
	Package string
	From    []string // in order: the first one with lines for a symbol has the say
	// Misfits are symbols of From that the package has too, but in another shape: their lines do not hold.
	Misfits []string
}

// Port returns from where lines for a package are taken, and which of those do not fit its types; false if nowhere.
func (s *Set) Port(p *types.Package) (Port, bool) {
	from := s.Relatives(p.Path())
	if from == nil {
		return Port{}, false
	}
	return Port{Package: p.Path(), From: from, Misfits: s.misfits(p, from)}, true
}

// misfits returns the symbols that a package has in another shape than lines of other packages say.
func (s *Set) misfits(p *types.Package, from []string) []string {
	var out []string
	for _, path := range from {
		for _, at := range s.of[path] {
			e := &s.lines[at]
			moved := e.moved(path, p.Path())
			err := Resolve(p, &moved)
			if misfit := err != nil && !errors.Is(err, errAbsent) || err == nil && widened(p, &moved); misfit && !slices.Contains(out, e.Symbol) {
				out = append(out, e.Symbol)
			}
		}
	}
	slices.Sort(out)
	return out
}

// widened tells whether a line speaks of one argument where the function of the package takes any number: operands, mostly, in the place
// of a text before which there was another argument.
func widened(p *types.Package, e *Entry) bool {
	if e.Target != Func {
		return false
	}
	sig := function(p, e).Signature()
	return sig.Variadic() && slices.ContainsFunc(e.In, func(i Index) bool { return i.Kind == Arg && !i.Variadic && i.N == sig.Params().Len()-1 })
}

// moved returns a line of a package, or of one below it, as one of another package.
func (e *Entry) moved(from, to string) Entry {
	out := *e
	out.Symbol = strings.Replace(e.Symbol, from, to, 1)
	out.Package = to + strings.TrimPrefix(e.Package, from)
	out.On = strings.Replace(e.On, from, to, 1)
	for i, a := range e.Attributes {
		if typ, ok := strings.CutPrefix(a.Value, from+"."); ok {
			out.Attributes = slices.Clone(out.Attributes)
			out.Attributes[i].Value = to + "." + typ
		}
	}
	return out
}

// With returns the set with the lines of other packages for those that ports speak of. Ports of one package are added up.
func (s *Set) With(ports []Port) *Set {
	ports = joined(ports)
	if len(ports) == 0 {
		return s
	}
	var key strings.Builder
	for _, p := range ports {
		key.WriteString(p.Package + "\n" + strings.Join(p.From, "\n") + "\n\n" + strings.Join(p.Misfits, "\n") + "\n\n")
	}
	if known, ok := s.ported.Load(key.String()); ok {
		return known.(*Set)
	}
	var more []Entry
	for _, p := range ports {
		more = append(more, s.portedEntries(p)...)
	}
	out, _ := s.ported.LoadOrStore(key.String(), NewSet(s.lines[:s.written], more))
	return out.(*Set)
}

// joined adds up ports of one package, in order of the packages.
func joined(ports []Port) []Port {
	ports = slices.Clone(ports)
	slices.SortStableFunc(ports, func(a, b Port) int { return strings.Compare(a.Package, b.Package) })
	var out []Port
	for _, p := range ports {
		if last := len(out) - 1; last >= 0 && out[last].Package == p.Package {
			misfits := append(slices.Clone(out[last].Misfits), p.Misfits...)
			slices.Sort(misfits)
			out[last].Misfits = slices.Compact(misfits)
			continue
		}
		out = append(out, p)
	}
	return out
}

// portedEntries returns the lines of a port, as lines of its package.
func (s *Set) portedEntries(p Port) []Entry {
	var out []Entry
	decided := map[string]string{} // by symbol as it is in the port's package: whose lines hold
	for _, at := range s.of[p.Package] {
		if e := &s.lines[at]; !e.Own {
			decided[e.Symbol] = p.Package
		}
	}
	for _, path := range p.From {
		for _, at := range s.of[path] {
			e := &s.lines[at]
			if _, misfit := slices.BinarySearch(p.Misfits, e.Symbol); misfit {
				continue
			}
			moved := e.moved(path, p.Package)
			if by, ok := decided[moved.Symbol]; ok && by != path {
				continue
			}
			decided[moved.Symbol] = path
			out = append(out, moved)
		}
	}
	return out
}
