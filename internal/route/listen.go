package route

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// Reach says from where a route can be asked, by the address that its server listens on.
type Reach int8

// The reaches, wide ones first.
const (
	Anywhere  Reach = iota // from other machines, or nothing is known of the address
	ByDefault              // from the local machine, unless a setting says otherwise
	Local                  // from the local machine only
)

// server tells objects apart that are told the address on which to listen.
type server struct {
	frame *setup.Frame
	node  summary.NodeID
	path  string
}

// serverOf is the object that a value is, or a part of it; false for others.
func serverOf(v *setup.Value, part string) (server, bool) {
	switch {
	case v == nil || v.Kind != setup.Object:
		return server{}, false
	case v.Home != nil:
		return server{v.Home, v.Alloc, v.Path + part}, true
	}
	return server{v.Frame, v.Node, v.Path + part}, true
}

// listen notes on which address a server listens, which is told apart from what it serves.
func (b *builder) listen(ev *setup.Event) {
	servers, addresses := []*setup.Value{ev.Object}, []*setup.Value{ev.Value}
	if ev.Call >= 0 {
		servers, addresses = b.args(ev, "server"), b.args(ev, "address")
	}
	for _, s := range servers {
		s.Each(func(v *setup.Value) {
			if k, ok := serverOf(v, ev.Part); ok {
				b.listens[k] = append(b.listens[k], addresses...)
			}
		})
	}
}

// reachOf is from where what a server serves can be asked.
func (b *builder) reachOf(s *serve) Reach {
	addresses := s.addresses
	if s.known {
		addresses = append(addresses, b.listens[s.server]...)
	}
	return max(b.among(addresses, 0), Anywhere)
}

// What is known of an address that says nothing of a reach.
const (
	nothing Reach = -2 // it is none, such as nil beside an error
	unknown Reach = -1
)

// among is from where something can be asked that listens on one of several addresses.
func (b *builder) among(addresses []*setup.Value, depth int) Reach {
	out, other := nothing, false
	for _, v := range addresses {
		switch r := b.reach(v, depth); {
		case r == nothing:
		case r == unknown:
			other = true
		case out == nothing:
			out = r
		default:
			out = min(out, r)
		}
	}
	switch {
	case other && out == nothing:
		return unknown
	case other:
		return min(out, ByDefault)
	}
	return out
}

// maxListener bounds how many calls make a listener of another one.
const maxListener = 8

// reach is from where an address, or a listener, can be asked.
func (b *builder) reach(v *setup.Value, depth int) Reach {
	if v == nil || v.Kind == setup.Nil || depth > maxListener {
		return nothing
	}
	switch v.Kind {
	case setup.Alt:
		return b.among(v.Parts, depth+1)
	case setup.Made:
		return b.reachMade(v, depth)
	case setup.Object: // Have: a server that is told its address.
		if k, ok := serverOf(v, ""); ok {
			return b.among(b.listens[k], depth+1)
		}
	}
	texts := v.Texts()
	for _, t := range texts {
		switch {
		case strings.HasPrefix(t, "${"):
			return unknown
		case !policy.LocalAddress(t):
			return Anywhere
		}
	}
	switch {
	case len(texts) == 0:
		return unknown
	case soft(v):
		return ByDefault
	}
	return Local
}

// soft tells whether the beginning of a text can be changed by what is not seen.
func soft(v *setup.Value) bool {
	if v.Kind == setup.Concat && len(v.Parts) > 0 && v.Parts[0] != nil {
		return soft(v.Parts[0])
	}
	return v.Soft
}

// reachMade is from where a listener can be asked that another module made of an address, or of another listener; or the
// address that a setting holds, by its default.
func (b *builder) reachMade(v *setup.Value, depth int) Reach {
	out := unknown
	if v.Frame == nil || v.Of != nil {
		return out
	}
	for _, e := range b.p.Models.Lookup(model.Func, v.Text) {
		setting := e.Role == model.Sink && e.Kind == "secret/default"
		if e.Role != model.Propagate && !setting {
			continue
		}
		for _, i := range e.In {
			for _, a := range b.m.Arg(v.Frame, v.Call, nil, i) {
				r := b.reach(a, depth+1)
				if setting {
					r = min(r, ByDefault)
				}
				out = max(out, r)
			}
		}
	}
	return out
}
