package noauth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/secret"
)

// endpoint is a route with what the rule asks of it.
type endpoint struct {
	*route.Route
	auth conduct.Verdict // of authentication or authorisation
	by   conduct.Source  // what authenticates, where auth is yes
	// public says why everybody may ask; "" for others.
	public string
	writes bool
	// reveals: it only reads, but all there is, or lets in to the machine.
	reveals bool
	known   bool // the whole chain is
	segs    []string
	server  string // what it is served by
}

// unplaced tells whether nothing is known of a path: a function that registers what it is handed, and that nobody calls.
func unplaced(path string) bool {
	rest := strings.TrimPrefix(path, "/")
	return strings.HasPrefix(rest, "${") && strings.IndexByte(rest, '}') == len(rest)-1
}

// collect makes the endpoints of the routes.
func (s *search) collect() {
	judged := map[string]*endpoint{} // by registration and path: code that ran twice
	for _, r := range s.table.Routes {
		if r.Method == "OPTIONS" || r.Method == "HEAD" {
			continue
		}
		states := s.judge.Route(r)
		e := &endpoint{Route: r, segs: segments(r.Path), server: fmt.Sprint(r.Server, " of ", s.prog.Main(r.At.Fn.Pkg.Path))}
		for _, l := range []conduct.Layer{conduct.Auth, conduct.Authz} {
			if st := states[l]; st.Verdict > e.auth {
				e.auth = st.Verdict
				for _, by := range st.By {
					if by.Verdict == st.Verdict && (e.by.Name == "" || e.by.Inside) {
						e.by = by
					}
				}
			}
		}
		k := at(r.At) + " " + r.Method + " " + r.Path
		if old := judged[k]; old != nil {
			if e.auth > old.auth {
				*old = *e
			}
			continue
		}
		judged[k] = e
		s.ends = append(s.ends, e)
	}
	everywhere, gets := s.everywhere(), map[string]bool{}
	for _, e := range s.ends {
		if e.Method == "GET" {
			gets[e.Path+" "+e.Handler.Name] = true
		}
	}
	for _, e := range s.ends {
		e.writes = s.changes(e) && !(e.Method == "POST" && gets[e.Path+" "+e.Handler.Name])
		e.reveals = !e.writes && s.reveals(e)
		e.known = e.Unsure == "" && !slices.ContainsFunc(e.Chain, func(m *route.Middleware) bool {
			return !everywhere[place{e.server, m.Name}] && s.judge.Opaque(m)
		})
		e.public = s.open(e)
	}
}

func at(p program.Place) string { return p.File() + ":" + p.Fn.Name + ":" + posOf(p) }

// place is a middleware of a server, by its name.
type place struct {
	server string
	name   string
}

// everywhere finds the middleware that all endpoints of a server have, which is none that tells those who may from others.
func (s *search) everywhere() map[place]bool {
	total, with := map[string]int{}, map[place]int{}
	for _, e := range s.ends {
		total[e.server]++
		seen := map[string]bool{}
		for _, m := range e.Chain {
			if !seen[m.Name] {
				seen[m.Name] = true
				with[place{e.server, m.Name}]++
			}
		}
	}
	out := map[place]bool{}
	for p, n := range with {
		out[p] = total[p.server] > 3 && n*10 >= total[p.server]*9
	}
	return out
}

// segments are the parts of a path that are text.
func segments(path string) []string {
	var out []string
	for _, seg := range strings.Split(path, "/") {
		if seg == "" || strings.ContainsAny(seg[:1], ":*{<") || strings.Contains(seg, "${") || strings.HasPrefix(seg, "(") {
			continue
		}
		out = append(out, seg)
	}
	return out
}

// words are those of a path's parts.
func words(segs []string) []string {
	var out []string
	for _, seg := range segs {
		out = append(out, secret.Words(seg)...)
	}
	return out
}

// handlerWords are those of the name of a handler: of the method, not of its type.
func (e *endpoint) handlerWords() []string {
	name := e.Handler.Name
	if i := strings.Index(name, ".func"); i > 0 {
		return nil // Have: written where it is registered; its name is that of the function around it.
	}
	return secret.Words(name[strings.LastIndexByte(name, '.')+1:])
}

// changes tells whether an endpoint changes state: by its method, and where that can be any or is used for reading too, by the
// words of its path and handler.
func (s *search) changes(e *endpoint) bool {
	models := s.prog.Models
	path, handler := words(e.segs), e.handlerWords()
	last := path
	if len(e.segs) > 0 {
		last = secret.Words(e.segs[len(e.segs)-1])
	}
	switch e.Method {
	case "GET", "HEAD", "OPTIONS", "TRACE":
		return false
	case "PUT", "PATCH", "DELETE":
		return true
	case "RPC":
		return models.EndpointStart(model.ChangeClass, last) != ""
	}
	change := models.Endpoint(model.ChangeClass, last) != "" || models.EndpointStart(model.ChangeClass, handler) != ""
	read := models.Endpoint(model.ReadClass, last) != "" || models.Endpoint(model.OpenClass, last) != "" || models.EndpointStart(model.ReadClass, handler) != ""
	if e.Method == "*" {
		return change
	}
	return change || !read
}

// reveals tells whether an endpoint gives away all there is, by the last part of its path, or by how its handler's name begins.
func (s *search) reveals(e *endpoint) bool {
	if len(e.segs) == 0 {
		return false
	}
	models := s.prog.Models
	return models.Endpoint(model.RevealClass, secret.Words(e.segs[len(e.segs)-1])) != "" || models.EndpointStart(model.RevealClass, e.handlerWords()) != ""
}

// open says why everybody may ask an endpoint; "" if nothing speaks for it.
func (s *search) open(e *endpoint) string {
	models := s.prog.Models
	switch {
	case models.PublicPath(e.Path):
		return "it is said to be public"
	case e.Kind != "":
		return "it is of a known kind"
	}
	path, handler := words(e.segs), e.handlerWords()
	if w := models.EndpointStart(model.StartClass, meaningful(path)); w != "" {
		return "it is where a server is set up"
	}
	if models.Endpoint(model.PrivateClass, path) == "" {
		for _, ws := range [][]string{path, handler} {
			if w := models.Endpoint(model.PublicClass, ws); w != "" {
				return "it is " + w
			}
			if w := models.Endpoint(model.OpenClass, ws); w != "" && !e.writes {
				return "it is " + w
			}
		}
	}
	if !e.writes && len(e.segs) == 0 {
		return "it is the start page"
	}
	if s.apart(e) {
		return "it is kept apart as public"
	}
	if s.judge.Verifies(e.Route) || s.judge.Issues(e.Route) {
		return "its handler checks or makes a credential"
	}
	return ""
}

// apart tells whether a function or type that keeps public endpoints apart registers or answers it.
func (s *search) apart(e *endpoint) bool {
	for _, name := range []string{program.Short(e.At.Fn.Name), e.Handler.Name} {
		if s.prog.Models.Endpoint(model.ApartClass, secret.Words(name)) != "" {
			return true
		}
	}
	return false
}

// generic are words of paths that say nothing of what is below.
var generic = []string{"api", "apis", "rest", "v", "1", "2", "3", "auth", "internal", "service", "services", "rpc"}

// meaningful cuts off the words that say nothing.
func meaningful(ws []string) []string {
	for len(ws) > 0 && slices.Contains(generic, ws[0]) {
		ws = ws[1:]
	}
	return ws
}
