package program

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Credentials is what a program is seen to know its clients by.
type Credentials struct {
	// Browser: what browsers send by themselves, to whoever's page asks for it: cookies, sessions kept by one, Basic
	// authentication.
	Browser bool
	// Sent: what a page has to know to send it: a token in a header, a name and password that no browser asks for.
	Sent bool

	basic bool // Basic authentication is read: browsers send it once they were asked for it
}

// Credentials returns what the programs that a package is part of read credentials from.
func (p *Program) Credentials(pkg string) Credentials {
	var out Credentials
	wired := p.wired(pkg)
	for _, fn := range p.order {
		if !wired[fn.Pkg.Path] {
			continue
		}
		for i := range fn.Calls {
			out.add(p, fn, &fn.Calls[i])
		}
	}
	if out.basic {
		for _, w := range p.HeaderWrites() {
			if wired[w.Fn.Pkg.Path] && slices.Contains(w.Names, "Www-Authenticate") {
				out.Browser = true
			}
		}
	}
	return out
}

// add looks at one call.
func (c *Credentials) add(p *Program, fn *Fn, call *summary.Call) {
	for _, e := range p.Models.Wiring(model.Func, call.Callee) {
		switch {
		case e.Kind == model.Layer && e.Word() == "auth":
			c.Sent = true
		case e.Kind != model.Proof:
		case e.Word() == "session":
			c.Browser = true
		case e.Word() == "basic":
			c.Sent, c.basic = true, true
		case e.Word() == "cookie":
			if i, ok := e.Arg("name"); ok && p.sessionCookie(fn, ArgOf(call, i)) {
				c.Browser = true
			}
		case e.Word() == "header":
			if i, ok := e.Arg("name"); ok {
				if a := ArgOf(call, i); a != 0 && fn.Nodes[a].Op == summary.OpConst && credentialHeader(p.Models.Secrets, fn.Nodes[a].Str) {
					c.Sent = true
				}
			}
		case e.Word() == "verify" || e.Word() == "token":
			c.Sent = true
		}
	}
}

// sessionCookie tells whether the name of a cookie can be that of one which keeps a session: by its words, where they are known.
func (p *Program) sessionCookie(fn *Fn, name summary.NodeID) bool {
	if name == 0 {
		return false
	}
	texts, other := p.Ask(Question{}).Walk(fn, name, "", nil).Texts()
	for _, t := range texts {
		if p.Models.Secrets.Cookie(t.Text) != secret.None {
			return true
		}
	}
	return other || len(texts) == 0
}

func credentialHeader(known *secret.Knowledge, name string) bool {
	return known.Header(name) && name != "Cookie" && name != "Set-Cookie"
}

// wired returns the packages that are built into a program together with one: those of the main packages that it is part of;
// all, where it is part of none.
func (p *Program) wired(pkg string) map[string]bool {
	if out, ok := p.together[pkg]; ok {
		return out
	}
	out := map[string]bool{}
	for _, s := range p.pkgs {
		if s.Name != "main" {
			continue
		}
		built := p.built(s.Path)
		if built[pkg] {
			for path := range built {
				out[path] = true
			}
		}
	}
	if len(out) == 0 {
		for _, s := range p.pkgs {
			out[s.Path] = true
		}
	}
	p.together[pkg] = out
	return out
}

// Main returns the first main package that a package is built into; the package itself if there is none.
func (p *Program) Main(pkg string) string {
	for _, s := range p.pkgs {
		if s.Name == "main" && p.built(s.Path)[pkg] {
			return s.Path
		}
	}
	return pkg
}
