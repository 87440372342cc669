package route

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// Reach says from where a route can be asked, by the address that its server listens on.
type Reach uint8

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
	out, _ := b.among(addresses, 0)
	return out
}

// among is from where something can be asked that listens on one of several addresses; false where there is none.
func (b *builder) among(addresses []*setup.Value, depth int) (Reach, bool) {
	out, some := Local, false
	for _, v := range addresses {
		if r, ok := b.reach(v, depth); ok {
			out, some = min(out, r), true
		}
	}
	if !some {
		return Anywhere, false
	}
	return out, true
}

// maxListener bounds how many calls make a listener of another one.
const maxListener = 8

// reach is from where an address, or a listener, can be asked; false for one that is nothing, such as nil beside an error.
func (b *builder) reach(v *setup.Value, depth int) (Reach, bool) {
	if v == nil || v.Kind == setup.Nil || depth > maxListener {
		return Anywhere, false
	}
	switch v.Kind {
	case setup.Alt:
		return b.among(v.Parts, depth+1)
	case setup.Made:
		return b.reachMade(v, depth), true
	case setup.Object: // Have: a server that is told its address.
		if k, ok := serverOf(v, ""); ok {
			return b.among(b.listens[k], depth)
		}
	}
	texts := v.Texts()
	for _, t := range texts {
		if !program.LocalAddress(t) {
			return Anywhere, true
		}
	}
	switch {
	case len(texts) == 0:
		return Anywhere, true
	case v.Soft || len(v.Parts) > 0 && v.Parts[0] != nil && v.Parts[0].Soft:
		return ByDefault, true
	}
	return Local, true
}

// reachMade is from where a listener can be asked that another module made of an address, or of another listener.
func (b *builder) reachMade(v *setup.Value, depth int) Reach {
	if v.Frame == nil || v.Of != nil {
		return Anywhere
	}
	out := Anywhere
	for _, e := range b.p.Models.Lookup(model.Func, v.Text) {
		if e.Role != model.Propagate {
			continue
		}
		for _, i := range e.In {
			for _, a := range b.m.Arg(v.Frame, v.Call, nil, i) {
				if r, ok := b.reach(a, depth+1); ok {
					out = max(out, r)
				}
			}
		}
	}
	return out
}
