package servertimeout

import (
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// Rule is servertimeout.
var Rule = &rule.Rule{
	Name:  "servertimeout",
	Title: "Servers that wait forever for a request",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "read", Title: "A server has no timeout for reading a request", Severity: rule.Medium, Precision: rule.Sure},
	},
	CWE:   []string{"CWE-400"},
	OWASP: []string{"API4:2023"},
	ASVS:  []string{"v5.0.0-15.2.2"},
	Since: "0.1.0",
	Run:   run,
}

// servers are the servers of a program by the place that is to be changed.
type servers struct {
	state map[program.Place]*server
	order []program.Place
}

type server struct {
	at    program.Place
	name  string // of what starts it
	made  bool   // at is where the server is made
	fine  bool   // on some way it has a timeout, or only the local machine reaches it
	seen  bool   // the call that starts it is seen
	where program.Place
}

func run(p *rule.Pass) {
	s := servers{state: map[program.Place]*server{}}
	for _, pol := range policy.In(p.Program).Of("server") {
		s.started(pol)
	}
	for _, set := range policy.In(p.Program).Setups("server/timeout") {
		s.set(set)
	}
	for _, at := range s.order {
		if sv := s.state[at]; !sv.fine && !at.Generated() {
			p.Report(sv.finding(p.Program))
		}
	}
}

func (s *servers) at(place program.Place) *server {
	sv := s.state[place]
	if sv == nil {
		sv = &server{at: place}
		s.state[place] = sv
		s.order = append(s.order, place)
	}
	return sv
}

// started notes a server that is started.
func (s *servers) started(pol *policy.Policy) {
	fine := timed(pol) || local(pol.Settings("server/address")) || local(pol.Settings("server/listener"))
	places, made := pol.Made(), true
	if len(places) == 0 {
		places, made = []program.Place{pol.At}, false
	}
	for _, place := range places {
		sv := s.at(place)
		sv.name, sv.made, sv.seen, sv.where = pol.Name, made, true, pol.At
		sv.fine = sv.fine || fine
	}
}

// set notes a server that is made, for one that nobody is seen to start.
func (s *servers) set(set *policy.Setup) {
	if s.state[set.At] != nil {
		return
	}
	used := len(set.Settings("server/address"))+len(set.Settings("server/handler")) > 0
	if !used || set.Handed || len(set.Settings("server/timeout")) > 0 {
		return
	}
	for _, a := range set.Settings("server/address") {
		if policy.Local(a.Value()) {
			return
		}
	}
	sv := s.at(set.At)
	sv.made, sv.name = true, set.Type
}

// timed tells whether a policy has a timeout that is not zero, or one that is not known.
func timed(pol *policy.Policy) bool {
	for _, set := range pol.Settings("server/timeout") {
		for _, l := range set.Value.Leaves() {
			if l.Kind == program.Const && (l.Text == "" || l.Text == "0") {
				continue
			}
			// Have: what a library made, a router perhaps, and nobody set up is as the library has it.
			if l.Kind == program.Unknown && l.Text == "call" && l.Type != nil && l.Type.Name == pol.Configured() {
				continue
			}
			return true
		}
	}
	return false
}

func local(settings []policy.Setting) bool {
	for _, set := range settings {
		if policy.Local(set.Value) {
			return true
		}
	}
	return false
}

func (sv *server) finding(prog *program.Program) rule.Finding {
	f := rule.Finding{
		Check: "read", Severity: rule.Medium, Precision: rule.Likely, Range: rule.RangeOf(sv.at), Package: sv.at.Fn.Pkg.Path,
		Open: true, // a caller can set the timeout
	}
	packages := []string{sv.at.Fn.Pkg.Path}
	switch {
	case sv.made && sv.seen:
		f.Message = "this server waits forever for a client's request: set ReadHeaderTimeout or ReadTimeout"
		f.Flow = []rule.Step{{Range: f.Range, Message: "made here"}, {Range: rule.RangeOf(sv.where), Message: "started by " + sv.name}}
		packages = append(packages, sv.where.Fn.Pkg.Path)
	case sv.made:
		f.Message = "this server waits forever for a client's request: set ReadHeaderTimeout or ReadTimeout"
	default:
		f.Message = sv.name + " starts a server that waits forever for a client's request: start an http.Server with a ReadHeaderTimeout"
	}
	if sv.seen {
		f.Precision = rule.Sure
	}
	if sv.at.Sample() {
		f.Precision = rule.Unsure
	}
	f.Decider = prog.Decider(packages)
	return f
}
