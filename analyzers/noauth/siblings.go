package noauth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/program"
)

// scope is a set of endpoints that belong together.
type scope struct {
	key    string
	label  string // "under /api/users"
	narrow bool   // they have more in common than a server
	typed  bool   // methods of one type answer them
}

// scopes are the sets that an endpoint belongs to, narrow ones first.
func (e *endpoint) scopes() []scope {
	var out []scope
	if recv := receiver(e.Handler.Name); recv != "" && e.Handler.At.Fn != nil {
		out = append(out, scope{"type " + e.Handler.At.Fn.Pkg.Path + " " + recv, "that " + recv + " answers", true, true})
	}
	named := len(meaningful(words(segments(e.GroupPath)))) > 0
	group := scope{fmt.Sprint("group ", e.Group), "of the same router", named, false}
	if named && !strings.Contains(e.GroupPath, "${") {
		group.label = "under " + e.GroupPath
	}
	if named {
		out = append(out, group)
	}
	for n := len(e.segs); n > 0; n-- {
		prefix := "/" + strings.Join(e.segs[:n], "/")
		if e.Path != prefix && !strings.HasPrefix(e.Path, prefix+"/") {
			continue
		}
		out = append(out, scope{fmt.Sprint("path ", e.server, " ", prefix), "under " + prefix, len(meaningful(words(e.segs[:n]))) > 0, false})
	}
	if !named && e.Group >= 0 && e.Method != "RPC" {
		out = append(out, group)
	}
	if e.Handler.At.Fn != nil {
		pkg := e.Handler.At.Fn.Pkg
		out = append(out, scope{"package " + pkg.Path, "of package " + pkg.Name, false, false})
	}
	return append(out, scope{fmt.Sprint("server ", e.server), "of the server", false, false})
}

// receiver is the type of a method's name; "" for a function.
func receiver(name string) string {
	if !strings.HasPrefix(name, "(") {
		return ""
	}
	recv, _, _ := strings.Cut(name[1:], ")")
	return strings.TrimPrefix(recv, "*")
}

// family counts the endpoints of a scope that are not public.
type family struct {
	yes, no int
	by      map[string]int // by name of what authenticates: how many have it
	example *endpoint      // one that has
}

// families counts the endpoints of all scopes.
func (s *search) families() map[string]*family {
	out := map[string]*family{}
	for _, e := range s.ends {
		if e.public != "" || !e.known {
			continue
		}
		for _, sc := range e.scopes() {
			f := out[sc.key]
			if f == nil {
				f = &family{by: map[string]int{}}
				out[sc.key] = f
			}
			switch e.auth {
			case conduct.No:
				f.no++
			case conduct.Yes:
				f.yes++
				f.by[e.by.Name]++
				if f.example == nil || f.example.by.Inside && !e.by.Inside {
					f.example = e
				}
			}
		}
	}
	return out
}

// telling tells whether almost all of a family authenticate.
func (f *family) telling() bool { return f.yes >= 3 && f.no*4 <= f.yes }

// most is the name of what authenticates most of a family.
func (f *family) most() string {
	var names []string
	for n := range f.by {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		if f.by[a] != f.by[b] {
			return f.by[b] - f.by[a]
		}
		return strings.Compare(a, b)
	})
	return names[0]
}

// use is an endpoint's finding of the middleware with a name.
func (s *search) attached(f *family, name string) (program.Place, bool) {
	for _, e := range s.ends {
		if e.auth == conduct.Yes && e.by.Name == name && !e.by.Inside && (f.example == nil || e.server == f.example.server) {
			return e.by.At, true
		}
	}
	return program.Place{}, false
}

// openGroups finds the groups that were made to keep public endpoints apart: no middleware of theirs authenticates, and at least
// half of their endpoints are public by nature.
func (s *search) openGroups() map[int]bool {
	public, other, out := map[int]int{}, map[int]int{}, map[int]bool{}
	for _, e := range s.ends {
		switch {
		case !e.Sub:
		case e.auth != conduct.No && !e.by.Inside:
			other[e.Group] = len(s.ends)
		case e.public != "":
			public[e.Group]++
		default:
			other[e.Group]++
		}
	}
	for g, n := range public {
		out[g] = n >= 3 && n >= other[g]
	}
	return out
}
