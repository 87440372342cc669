package cookieflags

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
)

// Rule is cookieflags.
var Rule = &rule.Rule{
	Name:  "cookieflags",
	Title: "Session cookies without HttpOnly or Secure",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "session", Title: "A session cookie lacks HttpOnly or Secure", Severity: rule.Medium, Precision: rule.Sure},
		{Name: "default", Title: "A session store keeps its defaults, which lack HttpOnly or Secure", Severity: rule.Medium, Precision: rule.Likely},
	},
	CWE:    []string{"CWE-614", "CWE-1004"},
	OWASP:  []string{"API2:2023", "API8:2023"},
	ASVS:   []string{"v5.0.0-3.3.1", "v5.0.0-3.3.4"},
	Since:  "0.1.0",
	Reuses: []string{"G124"},
	Run:    run,
}

// jar collects cookies by the place at which they are made.
type jar struct {
	pass *rule.Pass
	seen map[program.Place]bool
	done map[program.Place]bool
}

func run(p *rule.Pass) {
	j := &jar{pass: p, seen: map[program.Place]bool{}, done: map[program.Place]bool{}}
	for _, kind := range []string{"cookie", "session"} {
		for _, pol := range policy.In(p.Program).Of(kind) {
			j.set(pol, kind)
		}
	}
	j.unseen()
	defaults(p)
}

// set looks at a cookie, or the options of a session's cookie, that is set.
func (j *jar) set(pol *policy.Policy, kind string) {
	at := pol.At
	if made := pol.Made(); len(made) == 1 {
		at = made[0]
	}
	j.seen[at] = true
	read := func(setting string) []*program.Value {
		var out []*program.Value
		for _, s := range pol.Settings("cookie/" + setting) {
			out = append(out, s.Value)
		}
		return out
	}
	c := cookie{at: at, set: pol.At, by: pol.Name, name: "the session cookie", sure: true}
	if kind == "cookie" {
		var named []*program.Value
		for _, s := range pol.Named().Settings("cookie/value") {
			named = append(named, s.Value)
		}
		if !c.identify(j.pass.Program, read("name"), named) {
			return
		}
	}
	c.flags(read)
	j.report(c)
}

// unseen looks at the cookies of gosec's analyzer that no function which is known to set cookies gets.
func (j *jar) unseen() {
	made := map[program.Place]*policy.Setup{}
	for _, s := range policy.In(j.pass.Program).Setups("cookie/name") {
		made[s.At] = s
	}
	for _, i := range policy.Issues(j.pass.Program, "G124") {
		for at, s := range made {
			if at.Fn.Pkg != i.At.Fn.Pkg || at.Pos.File != i.At.Pos.File || at.Pos.Line != i.At.Pos.Line || at.Pos.Col != i.At.Pos.Col || j.seen[at] || s.Handed {
				continue
			}
			read := func(setting string) []*program.Value {
				var out []*program.Value
				for _, a := range s.Settings("cookie/" + setting) {
					out = append(out, a.Value())
				}
				return out
			}
			var named []*program.Value
			for _, a := range s.Settings("cookie/value") {
				named = append(named, a.Named())
			}
			c := cookie{at: at, set: at}
			if c.identify(j.pass.Program, read("name"), named) {
				c.sure = false
				c.flags(read)
				j.report(c)
			}
		}
	}
}

// cookie is a cookie with what is known of it.
type cookie struct {
	at, set        program.Place
	by             string // what sets it
	name           string
	sure           bool // the name says that it is a session's
	cleared        bool
	fixed          bool // the value is constant
	secure, hidden bool // has the flag, or someone decides
}

// identify tells whether a cookie stands for a session: by one of its names, or else by the name of its value.
func (c *cookie) identify(prog *program.Program, names, values []*program.Value) bool {
	known := prog.Models.Secrets
	for _, v := range values {
		if texts, other := v.Texts(); len(texts) > 0 && !other && !open(texts) {
			c.fixed = true // Have: a constant is no session.
		}
	}
	if len(values) == 0 {
		return false // cleared
	}
	constant := false
	for _, v := range names {
		texts, _ := v.Texts()
		for _, t := range texts {
			if t.Text == "" || t.Open() {
				continue
			}
			constant = true
			if known.Session(t.Text) {
				c.name, c.sure = "the session cookie "+strconv.Quote(t.Text), true
				return true
			}
		}
	}
	c.sure = false
	if c.fixed {
		return false
	}
	if constant {
		return c.sealed(prog, names, values)
	}
	for _, v := range values {
		if name, strength := credential.Strongest(v); strength != secret.None && known.Session(name) {
			c.name = "the cookie with " + name
			return true
		}
	}
	return false
}

// sealed tells whether a cookie's value is one that a library signs or encrypts so that it can hold a session, and none of its
// names says that it is something else.
func (c *cookie) sealed(prog *program.Program, names, values []*program.Value) bool {
	if !slices.ContainsFunc(values, func(v *program.Value) bool { return shaped(prog, v, "session") }) {
		return false
	}
	for _, v := range names {
		texts, _ := v.Texts()
		for _, t := range texts {
			if !t.Open() && t.Text != "" && prog.Models.Secrets.Session("session_"+t.Text) {
				c.name = "the cookie " + strconv.Quote(t.Text) + ", whose value is sealed,"
				return true
			}
		}
	}
	return false
}

func open(texts []program.Text) bool {
	for _, t := range texts {
		if t.Open() {
			return true
		}
	}
	return false
}

// flags reads the flags.
func (c *cookie) flags(read func(setting string) []*program.Value) {
	c.secure, c.hidden = on(read("secure")), on(read("httponly"))
	for _, v := range read("maxage") {
		c.cleared = c.cleared || negative(v)
	}
}

// on tells whether a flag can be set: it is in some case, or something that is not constant decides.
func on(values []*program.Value) bool {
	for _, v := range values {
		for _, l := range v.Leaves() {
			if l.Kind != program.Const || l.Text == "true" {
				return true
			}
		}
	}
	return false
}

func negative(v *program.Value) bool {
	leaves := v.Leaves()
	for _, l := range leaves {
		if l.Kind != program.Const || !strings.HasPrefix(l.Text, "-") {
			return false
		}
	}
	return len(leaves) > 0
}

func (j *jar) report(c cookie) {
	if c.cleared || c.secure && c.hidden || j.done[c.at] || c.at.Generated() {
		return
	}
	j.done[c.at] = true
	missing, harm := "HttpOnly", "scripts can read it"
	precision := rule.Likely
	switch {
	case !c.secure && !c.hidden:
		missing, harm = "HttpOnly and Secure", "scripts can read it, and it goes over plain HTTP"
	case !c.secure:
		missing, harm = "Secure", "it goes over plain HTTP"
	}
	if c.sure && !c.hidden {
		precision = rule.Sure
	}
	pkg := c.at.Fn.Pkg.Path
	if c.at.Sample() || c.fixed {
		precision = rule.Unsure
	}
	f := rule.Finding{
		Check: "session", Severity: rule.Medium, Precision: precision, Range: rule.RangeOf(c.at), Package: pkg,
		Message: fmt.Sprintf("%s is set without %s: %s", c.name, missing, harm),
		Decider: j.pass.Program.Decider([]string{pkg, c.set.Fn.Pkg.Path}), Open: true, // callers say what a cookie is for
	}
	if c.set != c.at {
		f.Flow = []rule.Step{{Range: f.Range, Message: "made here"}, {Range: rule.RangeOf(c.set), Message: "set by " + c.by}}
	}
	j.pass.Report(f)
}
