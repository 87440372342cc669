package noauth

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// candidate is an endpoint without authentication that should have it.
type candidate struct {
	*endpoint
	precision rule.Precision
	scope     scope
	family    *family
	reads     *conduct.Reading // of an identity that only another middleware leaves
	keeper    string           // the name of that
	keeperAt  program.Place
	twin      *endpoint // with authentication, which the same handler answers
}

// missing reports endpoints without authentication.
func (s *search) missing() {
	families, keepers, open, answers := s.families(), s.keepers(), s.openGroups(), s.answers()
	var found []*candidate
	for _, e := range s.ends {
		if e.auth != conduct.No || e.public != "" || !e.known || unplaced(e.Path) {
			continue
		}
		c := s.candidate(e, families, keepers)
		if twin := s.twin(e, answers); twin != nil {
			if c == nil {
				c = &candidate{endpoint: e, precision: rule.Unsure}
			}
			if c.twin = twin; c.reads == nil {
				c.twinned()
			}
		}
		if c != nil {
			if c.reads == nil && c.twin == nil && open[e.Group] {
				c.precision = rule.Unsure
			}
			found = append(found, c)
		}
	}
	for _, group := range together(found) {
		s.tell(group)
	}
}

// candidate judges an endpoint without authentication; nil if nothing speaks for it.
func (s *search) candidate(e *endpoint, families map[string]*family, keepers map[string]*keeper) *candidate {
	c := &candidate{endpoint: e}
	whole := families[fmt.Sprint("server ", e.server)]
	if whole == nil || whole.yes == 0 {
		return nil // Have: a server that authenticates nobody; see none.
	}
	for _, sc := range e.scopes() {
		if f := families[sc.key]; f != nil && f.telling() {
			c.scope, c.family = sc, f
			if sc.typed && (f.yes+f.no)*4 > (whole.yes+whole.no)*3 {
				c.scope.narrow, c.scope.typed = false, false // Have: the type answers all of the server, and tells nothing.
			}
			break
		}
	}
	for _, r := range s.judge.Readings(e.Route) {
		if k := keepers[r.Key]; k != nil && !r.Tested && !s.keeps(e, r.Key) {
			c.reads, c.keeper, c.keeperAt = &r, k.name, k.at
			break
		}
	}
	switch {
	case c.reads != nil, c.family != nil && c.scope.narrow && e.writes:
		c.precision = rule.Sure
	case c.family != nil && (e.writes || c.scope.narrow):
		c.precision = rule.Likely
	case c.family == nil && (e.writes || e.reveals) && whole.yes >= 3 && whole.yes >= whole.no:
		c.precision = rule.Likely
	case c.family == nil && !e.writes && !e.reveals:
		return nil
	}
	if c.precision == rule.Likely && !e.writes && !e.reveals && c.reads == nil && !c.scope.typed && !parameters(e.Path) {
		c.precision = rule.Unsure // Have: it reads nothing in particular, such as what the server is.
	}
	if c.precision > rule.Unsure && c.reads == nil && s.judge.Presence(e.Route) {
		c.precision-- // Have: the handler looks at a credential, such as a token that is good for this once.
	}
	if c.precision > rule.Unsure && c.reads == nil && e.Method == "POST" && !parameters(e.Path) && s.judge.Hashes(e.Route) {
		c.precision-- // Have: it can be where one registers, whatever its path.
	}
	if e.Handler.Value == nil || e.Handler.Name == "?" {
		c.precision = rule.Unsure
	}
	return c
}

// parameters tells whether a path has parts that requests decide.
func parameters(path string) bool {
	return strings.Contains(path, "/:") || strings.Contains(path, "/{") || strings.Contains(path, "/<")
}

// keeper is a middleware that keeps who asks for the handlers after it.
type keeper struct {
	name string
	at   program.Place
}

// keepers maps keys of what handlers read to the authentication that keeps it; keys that other middleware keeps too are left
// out.
func (s *search) keepers() map[string]*keeper {
	out := map[string]*keeper{}
	others := map[string]bool{}
	seen := map[string]bool{}
	for _, e := range s.ends {
		for _, m := range e.Chain {
			k := m.Name + at(m.At)
			if seen[k] {
				continue
			}
			seen[k] = true
			auth := false
			for _, effect := range s.judge.Middleware(m) {
				auth = auth || (effect.Layer == conduct.Auth || effect.Layer == conduct.Authz) && effect.Verdict >= conduct.Conditional
			}
			for _, key := range s.judge.Keeps(m) {
				switch {
				case !auth:
					others[key] = true
				case out[key] == nil:
					out[key] = &keeper{m.Name, m.At}
				}
			}
		}
	}
	for key := range others {
		delete(out, key)
	}
	return out
}

// keeps tells whether a middleware of an endpoint's chain keeps something under a key.
func (s *search) keeps(e *endpoint, key string) bool {
	for _, m := range e.Chain {
		if slices.Contains(s.judge.Keeps(m), key) {
			return true
		}
	}
	return false
}

// alone is the number of endpoints of a group that are told one by one.
const alone = 3

// together puts the candidates of one group that one function registers together where there are many; those that are unsure on
// their own.
func together(found []*candidate) [][]*candidate {
	type key struct {
		group  int
		server string
		fn     *program.Fn
		unsure bool
	}
	groups := map[key][]*candidate{}
	for _, c := range found {
		k := key{c.Group, c.server, c.At.Fn, c.precision == rule.Unsure}
		groups[k] = append(groups[k], c)
	}
	var out [][]*candidate
	for _, c := range found {
		k := key{c.Group, c.server, c.At.Fn, c.precision == rule.Unsure}
		switch g := groups[k]; {
		case len(g) == 0:
		case len(g) > alone:
			out = append(out, g)
			groups[k] = nil
		default:
			out = append(out, []*candidate{c})
		}
	}
	return out
}

// tell reports an endpoint, or many of one group.
func (s *search) tell(group []*candidate) {
	c := group[0]
	for _, o := range group {
		if o.precision > c.precision {
			c = o
		}
	}
	sure := 0
	writes := false
	for _, o := range group {
		if o.precision == c.precision {
			sure++
		}
		writes = writes || o.writes
	}
	i := issue{check: "missing", severity: rule.Medium, precision: c.precision, at: c.At, fns: []*program.Fn{c.Handler.At.Fn}}
	if writes || c.reads != nil {
		i.severity = rule.High
	}
	if len(group) > 1 && c.precision == rule.Sure && sure*2 < len(group) {
		i.precision = rule.Likely // Have: most of them can be meant to be open.
	}
	what := fmt.Sprintf("%s %s has no authentication", c.Method, c.Path)
	if len(group) > 1 {
		what = fmt.Sprintf("%d endpoints have no authentication (%s)", len(group), listed(group))
	}
	i.flow = append(i.flow, step(c.At, "registered here, without authentication")...)
	i.flow = append(i.flow, step(c.Handler.At, "answered here")...)
	why, steps := s.why(c, len(group) > 1)
	i.flow = append(i.flow, steps...)
	i.message = what + why
	s.report(i)
}

// listed names the first endpoints of a group.
func listed(group []*candidate) string {
	var names []string
	for _, c := range group[:min(len(group), alone)] {
		names = append(names, c.Method+" "+c.Path)
	}
	if len(group) > alone {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

// why says what speaks for authentication, and how to attach it.
func (s *search) why(c *candidate, many bool) (string, []rule.Step) {
	if c.reads != nil {
		steps := append(step(c.reads.At, "reads who asks"), step(c.keeperAt, c.keeper+" is attached to others here")...)
		return fmt.Sprintf(", but its handler reads who asks, which only %s finds out: put that before it", c.keeper), steps
	}
	if c.twin != nil && (!many || c.family == nil) {
		return c.whyTwin()
	}
	f, label := c.family, c.scope.label
	if f == nil {
		e := s.exampleOf(c.server)
		does := "it changes state"
		switch {
		case many:
			does = "some change state or give away much"
		case c.reveals:
			does = "it gives away much at once"
		}
		return fmt.Sprintf(" although %s: let %s ask who it is, as for %s %s, or list it under public-routes", does, e.by.Name, e.Method, e.Path),
			step(e.by.At, e.by.Name+" is attached to others here")
	}
	name := f.most()
	verb := "use " + name
	others := "the others"
	if f.by[name] < f.yes {
		verb = "have it, most by " + name
	}
	out := fmt.Sprintf(", but %d of %d endpoints %s %s", f.yes, f.yes+f.no, label, verb)
	place, ok := s.attached(f, name)
	if !ok {
		return out + ", in their handlers: check who asks here too", step(f.example.Handler.At, f.example.Handler.Name+" checks who asks")
	}
	it := "it"
	if many {
		it = "these"
	}
	return out + ": attach it as for " + others + ", or list " + it + " under public-routes", step(place, name+" is attached to "+others+" here")
}

// exampleOf is an endpoint of a server that authenticates.
func (s *search) exampleOf(server string) *endpoint {
	var out *endpoint
	for _, e := range s.ends {
		if e.server == server && e.auth == conduct.Yes && (out == nil || out.by.Inside && !e.by.Inside || !out.writes && e.writes && out.by.Inside == e.by.Inside) {
			out = e
		}
	}
	return out
}

func posOf(p program.Place) string {
	return strconv.Itoa(int(p.Pos.Line)) + ":" + strconv.Itoa(int(p.Pos.Col))
}
