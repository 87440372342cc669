package conduct

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/summary"
)

// statuses is a set of kinds of answers.
type statuses uint16

// The kinds of answers.
const (
	unauthorized statuses = 1 << iota // who asks is not known
	forbidden                         // who asks may not
	tooMany
	tooLarge
	badRequest
	redirect
	toLogin // a redirect to where one logs in
	fine    // the request is answered
	failed  // another error
	broken  // an error of the server
)

const (
	// refused are the answers to those who may not ask.
	refused = unauthorized | forbidden | toLogin
	// wrong are the answers of a handler that does not do its work.
	wrong = refused | tooMany | tooLarge | badRequest | failed | broken
)

// codes are the statuses of HTTP by their number; rpcCodes those of remote procedures.
var (
	codes = map[string]statuses{
		"401": unauthorized, "407": unauthorized, "419": unauthorized, "440": unauthorized, "403": forbidden, "429": tooMany, "413": tooLarge, "400": badRequest, "422": badRequest,
		"301": redirect, "302": redirect, "303": redirect, "307": redirect, "308": redirect, "200": fine, "201": fine, "202": fine, "204": fine,
	}
	rpcCodes = map[string]statuses{"16": unauthorized, "7": forbidden, "8": tooMany, "3": badRequest, "5": failed, "13": broken, "0": fine}
)

// statusOf is what a call can answer with: by the model of a function that answers, by a constant that it is passed which
// only a status is.
func (j *Judge) statusOf(fn *program.Fn, c *summary.Call) statuses {
	var out statuses
	modelled := false
	for _, e := range j.p.Models.Wiring(model.Func, c.Callee) {
		if e.Kind != model.Respond && e.Kind != model.Abort && e.Kind != model.Exits {
			continue
		}
		modelled = true
		if n := argument(c, &e, "status"); n != 0 {
			out |= j.code(fn, n, e.Word() == "rpc")
		}
		if out&redirect != 0 && j.login(fn, c) {
			out |= toLogin
		}
	}
	if modelled || c.Callee == "" {
		return out
	}
	for _, a := range c.Args {
		node := &fn.Nodes[a]
		if node.Op == summary.OpConst && summary.ConstKind(node.A) == summary.ConstNumber {
			s := status(node.Str)
			if !route.PassesOn(fn, c) {
				s &= unauthorized | forbidden | tooMany | tooLarge
			}
			out |= s & wrong
		}
		if named := refusal(node); named != 0 {
			out |= named
		}
	}
	if c.Internal {
		out |= refusalName(c.Callee)
	}
	return out
}

// code is the kind of answer that a status is, of remote procedures or of HTTP.
func (j *Judge) code(fn *program.Fn, n summary.NodeID, rpc bool) statuses {
	node := &fn.Nodes[n]
	if node.Op != summary.OpConst {
		return 0
	}
	if summary.ConstKind(node.A) == summary.ConstString {
		if s := status(node.Str); s != 0 {
			return s
		}
		return refusalName(strings.ReplaceAll(node.Str, "_", ""))
	}
	if rpc {
		return rpcCodes[node.Str]
	}
	return status(node.Str)
}

// status is the kind of answer that a status of HTTP is.
func status(number string) statuses {
	if s, ok := codes[number]; ok {
		return s
	}
	switch {
	case len(number) == 3 && number[0] == '4':
		return failed
	case len(number) == 3 && number[0] == '5':
		return broken
	}
	return 0
}

// login tells whether a call is handed an address at which one logs in.
func (j *Judge) login(fn *program.Fn, c *summary.Call) bool {
	found := false
	var visit func(n summary.NodeID, depth int)
	visit = func(n summary.NodeID, depth int) {
		node := &fn.Nodes[n]
		if node.Op == summary.OpConst && summary.ConstKind(node.A) == summary.ConstString {
			s := strings.ToLower(node.Str)
			for _, w := range []string{"login", "signin", "sign-in", "sign_in", "auth", "sso", "unauthorized", "setup", "register"} {
				found = found || strings.Contains(s, w)
			}
		}
		if depth < 4 {
			for _, a := range node.Args {
				visit(a, depth+1)
			}
			if node.Op == summary.OpResult {
				for _, a := range fn.Calls[node.A].Args {
					visit(a, depth+1)
				}
			}
			if node.Op == summary.OpGlobal || node.Op == summary.OpSelect {
				found = found || hasWord(program.Elem(node.Str), "login", "signin", "auth")
			}
		}
	}
	for _, a := range c.Args {
		visit(a, 0)
	}
	return found
}

// refusal is the kind of answer that an error which is a package variable, or a constant, is named for.
func refusal(node *summary.Node) statuses {
	if node.Op != summary.OpGlobal {
		return 0
	}
	return refusalName(node.Str)
}

// refusalName is the kind of answer that a name speaks of.
func refusalName(symbol string) statuses {
	name := symbol[strings.LastIndexByte(symbol, '.')+1:]
	low := strings.ToLower(name)
	switch {
	case strings.Contains(low, "unauthori"), strings.Contains(low, "unauthenticated"), strings.Contains(low, "notloggedin"), strings.Contains(low, "noauth"),
		strings.Contains(low, "invalidtoken"), strings.Contains(low, "notauthenticated"), strings.Contains(low, "accesstoken") && strings.HasPrefix(low, "err"), strings.Contains(low, "invalidcredentials"):
		return unauthorized
	case strings.Contains(low, "forbidden"), strings.Contains(low, "permissiondenied"), strings.Contains(low, "accessdenied"), strings.Contains(low, "notauthorized"), strings.Contains(low, "nopermission"):
		return forbidden
	case strings.Contains(low, "toomanyrequests"), strings.Contains(low, "ratelimited"):
		return tooMany
	case strings.Contains(low, "servererror"), strings.Contains(low, "internalerror"):
		return broken
	}
	return 0
}

// maxReturned is how many functions are followed to what an error is made of.
const maxReturned = 2

// returned is the kind of answer that the values of a return statement are: errors that are made or named for it.
func (j *Judge) returned(fn *program.Fn, values []summary.NodeID, level int) statuses {
	s := &answerSearch{j: j, fn: fn, level: level, seen: map[summary.NodeID]bool{}}
	for _, v := range values {
		s.visit(v, 0)
	}
	return s.out
}

// answersKey is a question for the kinds of answers that a package variable, or a function, makes; level as in returned.
type answersKey struct {
	symbol string
	level  int
}

// global is the kind of answer that a package variable was made for.
func (j *Judge) global(symbol string, level int) statuses {
	k := answersKey{symbol, level}
	if out, ok := j.answering[k]; ok {
		return out
	}
	j.answering[k] = 0
	var out statuses
	for _, st := range j.p.Stores(symbol) {
		out |= j.returned(st.Fn, []summary.NodeID{st.Node}, level) & refused
	}
	j.answering[k] = out
	return out
}

// maker is the kind of answer that a small function makes.
func (j *Judge) maker(fn *program.Fn, level int) statuses {
	k := answersKey{fn.Name, level}
	if out, ok := j.answering[k]; ok {
		return out
	}
	j.answering[k] = 0
	out := j.of(fn, 1).answers
	for i := range fn.Returns {
		out |= j.returned(fn, fn.Returns[i].Values, level)
	}
	out &= refused | tooMany
	j.answering[k] = out
	return out
}

// answerSearch looks for the kinds of answers among what values are made of.
type answerSearch struct {
	j     *Judge
	fn    *program.Fn
	level int
	seen  map[summary.NodeID]bool
	out   statuses
}

func (s *answerSearch) visit(n summary.NodeID, depth int) {
	if n == 0 || s.seen[n] || depth > 6 {
		return
	}
	s.seen[n] = true
	node := &s.fn.Nodes[n]
	switch node.Op {
	case summary.OpGlobal:
		s.out |= refusal(node)
		if s.level < maxReturned {
			s.out |= s.j.global(node.Str, s.level+1)
		}
		return
	case summary.OpResult:
		s.call(node.A, depth)
		return
	case summary.OpConst:
		if summary.ConstKind(node.A) == summary.ConstNumber {
			s.out |= status(node.Str) & (refused | tooMany | tooLarge)
		}
		return
	}
	for _, a := range node.Args {
		s.visit(a, depth+1)
	}
}

// call looks into a call: a small function that makes an answer.
func (s *answerSearch) call(call int32, depth int) {
	c := &s.fn.Calls[call]
	s.out |= s.j.statusOf(s.fn, c)
	if c.Internal && s.level < maxReturned {
		for _, t := range s.j.p.Callees(program.Site{Fn: s.fn, Call: call}) {
			if t.Fn == nil || len(t.Fn.Blocks) > 3 {
				continue
			}
			s.out |= s.j.maker(t.Fn, s.level+1)
		}
	}
	for _, a := range c.Args {
		s.visit(a, depth+1)
	}
}
