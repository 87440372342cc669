package corsorigin

import (
	"slices"

	"github.com/apivet/apivet/internal/header"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
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

// credentials returns what the programs that a package is part of read credentials from.
func credentials(p *program.Program, pkg string) Credentials {
	var out Credentials
	for _, fn := range p.Funcs() {
		if !p.Together(pkg, fn.Pkg.Path) {
			continue
		}
		for i := range fn.Calls {
			out.add(p, fn, &fn.Calls[i])
		}
	}
	if out.basic {
		for _, w := range header.Writes(p) {
			if p.Together(pkg, w.Fn.Pkg.Path) && slices.Contains(w.Names, "Www-Authenticate") {
				out.Browser = true
			}
		}
	}
	return out
}

// add looks at one call.
func (c *Credentials) add(p *program.Program, fn *program.Fn, call *summary.Call) {
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
			if i, ok := e.Arg("name"); ok && sessionCookie(p, fn, program.ArgOf(call, i)) {
				c.Browser = true
			}
		case e.Word() == "header":
			if i, ok := e.Arg("name"); ok {
				if a := program.ArgOf(call, i); a != 0 && fn.Nodes[a].Op == summary.OpConst && credentialHeader(p.Models.Secrets, fn.Nodes[a].Str) {
					c.Sent = true
				}
			}
		case e.Word() == "verify" || e.Word() == "token":
			c.Sent = true
		}
	}
}

// sessionCookie tells whether the name of a cookie can be that of one which keeps a session: by its words, where they are known.
func sessionCookie(p *program.Program, fn *program.Fn, name summary.NodeID) bool {
	if name == 0 {
		return false
	}
	texts, other := p.Ask(program.Question{}).Walk(fn, name, "", nil).Texts()
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
