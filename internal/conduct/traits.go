package conduct

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// traits is what a function does itself, or through what it calls a few levels below.
type traits struct {
	raw     bool // reads a credential as the client sent it
	kept    bool // reads a session, or an identity that was left by an earlier function
	checked bool // checks a credential
	csrf    bool // reads a token against cross-site requests
	rate    bool // asks a rate limiter
	logs    bool
	issues  bool // gives out a credential: signs a token, sets a cookie
	answers statuses
	told    statuses // see told: what answers say in their text
	stops   bool     // stops the chain, on some way
	inside  []Layer
	// keys are the parameters under which the function reads what an earlier one left.
	keys []int32
	open bool // not all of it is known yet
}

type traitKey struct {
	fn    *program.Fn
	depth int
}

// maxTraits is how many calls below a function are looked at.
const maxTraits = 3

// maxTargets is the number of functions that a call may reach to be looked into.
const maxTargets = 4

// of returns the traits of a function.
func (j *Judge) of(fn *program.Fn, depth int) *traits {
	k := traitKey{fn, depth}
	if t, ok := j.traits[k]; ok {
		j.met = j.met || t.open
		return t
	}
	t := &traits{open: true}
	j.traits[k] = t
	j.asking++
	defer func() {
		t.open = false
		j.settled(func() { delete(j.traits, k) })
	}()
	for i := range fn.Calls {
		j.ofCall(t, fn, int32(i), depth)
	}
	for n := range fn.Nodes {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpSelect:
			j.ofField(t, fn, node)
		case summary.OpClosure:
			if in := j.p.Func(node.Str); in != nil && node.A == 0 {
				t.add(j.of(in, depth))
			}
		}
	}
	for i := range fn.Returns {
		for _, v := range fn.Returns[i].Values {
			t.answers |= j.kept(fn, v)
		}
	}
	return t
}

// kept is the kind of answer that a value was made for which a package variable keeps, such as an error that is returned.
func (j *Judge) kept(fn *program.Fn, v summary.NodeID) statuses {
	node := &fn.Nodes[v]
	for node.Op == summary.OpConvert {
		node = &fn.Nodes[node.Args[0]]
	}
	if node.Op != summary.OpGlobal {
		return 0
	}
	return j.global(node.Str, maxReturned-1)
}

func (t *traits) add(o *traits) {
	t.raw, t.kept, t.checked, t.csrf = t.raw || o.raw, t.kept || o.kept, t.checked || o.checked, t.csrf || o.csrf
	t.rate, t.logs, t.stops, t.issues = t.rate || o.rate, t.logs || o.logs, t.stops || o.stops, t.issues || o.issues
	t.answers, t.told = t.answers|o.answers, t.told|o.told
	for _, l := range o.inside {
		if !slices.Contains(t.inside, l) {
			t.inside = append(t.inside, l)
		}
	}
}

func (j *Judge) ofCall(t *traits, fn *program.Fn, call int32, depth int) {
	c := &fn.Calls[call]
	j.ofModels(t, fn, c)
	t.answers, t.told = t.answers|j.statusOf(fn, c), t.told|j.toldBy(fn, c)
	if depth == 0 {
		return
	}
	targets := j.p.Callees(program.Site{Fn: fn, Call: call})
	if len(targets) > maxTargets {
		return
	}
	for _, target := range targets {
		if target.Fn != nil && target.Fn != fn {
			t.add(j.of(target.Fn, depth-1))
		}
	}
}

// ofModels is what models say of a call.
func (j *Judge) ofModels(t *traits, fn *program.Fn, c *summary.Call) {
	if c.Callee == "" {
		return
	}
	for _, e := range j.p.Models.Wiring(model.Func, c.Callee) {
		switch e.Kind {
		case model.Proof:
			j.proof(t, fn, c, &e)
		case model.Identity:
			j.readsKey(t, fn, argument(c, &e, "name"))
		case model.Abort:
			t.stops = true
		case model.Layer:
			if e.Word() == string(RateLimit) {
				t.rate = true
			}
			if l := Layer(e.Word()); slices.Contains(Layers, l) && !slices.Contains(t.inside, l) {
				t.inside = append(t.inside, l)
			}
		}
	}
	for _, e := range j.p.Models.Lookup(model.Func, c.Callee) {
		switch {
		case e.Role == model.Token && (strings.HasPrefix(e.Kind, "verify") || e.Kind == "verify"):
			t.checked = true
		case e.Role == model.Token && strings.HasPrefix(e.Kind, "sign"), e.Role == model.Policy && (e.Kind == "cookie" || e.Kind == "session"):
			t.issues = true
		case e.Role == model.Sink && strings.HasPrefix(e.Kind, "log/"):
			t.logs = true
		case e.Role == model.KeyedGet && len(e.In) > 0:
			j.readsKey(t, fn, indexed(c, e.In[len(e.In)-1]))
		case e.Role == model.Source && e.Kind == "request":
			t.raw, t.csrf = t.raw || carries(fn, c), t.csrf || handed(fn, c, "csrf", "xsrf")
		}
	}
}

// readsKey notes that what an earlier function left under a key is read.
func (j *Judge) readsKey(t *traits, fn *program.Fn, n summary.NodeID) {
	t.kept = t.kept || j.identity(fn, n)
	if node := &fn.Nodes[n]; node.Op == summary.OpParam && !slices.Contains(t.keys, node.A) {
		t.keys = append(t.keys, node.A)
	}
}

// carries tells whether a call reads a value of a request whose name says that it is a credential, such as a token in its
// query.
func carries(fn *program.Fn, c *summary.Call) bool {
	for _, a := range c.Args {
		if k := &fn.Nodes[a]; k.Op == summary.OpConst && summary.ConstKind(k.A) == summary.ConstString &&
			(hasWord(k.Str, "token", "apikey", "secret", "signature", "sig", "jwt") || hasWord(k.Str, "key") && hasWord(k.Str, "api", "access")) &&
			!hasWord(k.Str, "csrf", "xsrf", "reset", "page", "refresh", "invite", "verification") {
			return true
		}
	}
	return false
}

// handed tells whether a call is handed a constant text with one of several words.
func handed(fn *program.Fn, c *summary.Call, words ...string) bool {
	return slices.ContainsFunc(c.Args, func(a summary.NodeID) bool {
		k := &fn.Nodes[a]
		return k.Op == summary.OpConst && summary.ConstKind(k.A) == summary.ConstString && hasWord(k.Str, words...)
	})
}

// proof is a call that reads or checks a credential.
func (j *Judge) proof(t *traits, fn *program.Fn, c *summary.Call, e *model.Entry) {
	name := ""
	if n := argument(c, e, "name"); n != 0 {
		if node := &fn.Nodes[n]; node.Op == summary.OpConst {
			name = node.Str
		} else if e.Word() == "header" || e.Word() == "cookie" {
			name = called(fn, n) // Have: a name that the configuration gives, known by the name of the setting.
		}
	}
	switch e.Word() {
	case "verify":
		t.checked = true
	case "session", "certificate":
		t.kept = true
	case "header":
		j.header(t, name)
	case "cookie":
		if hasWord(name, "csrf", "xsrf") {
			t.csrf = true
		} else if !hasWord(name, plainCookies...) {
			t.raw = true
		}
	default:
		t.raw = true
	}
}

// called is the name of the variable, parameter or field that a node reads; "" for others.
func called(fn *program.Fn, n summary.NodeID) string {
	node := &fn.Nodes[n]
	switch node.Op {
	case summary.OpParam:
		return fn.Params[node.A].Name
	case summary.OpFreeVar:
		return fn.FreeVars[node.A]
	case summary.OpSelect, summary.OpGlobal:
		symbol := program.Elem(node.Str)
		return symbol[strings.LastIndexByte(symbol, '.')+1:]
	}
	return ""
}

// plainCookies are words of cookies that say nothing of who asks.
var plainCookies = []string{"lang", "language", "locale", "theme", "flash", "consent", "redirect", "return", "timezone", "tz", "nonce", "state", "verifier"}

// header notes a header that is read.
func (j *Judge) header(t *traits, name string) {
	switch {
	case hasWord(name, "csrf", "xsrf"):
		t.csrf = true
	case j.p.Models.Secrets.Header(name), hasWord(name, "auth", "authorization", "authenticate", "signature", "hmac", "token", "apikey", "secret", "session", "user", "email"):
		t.raw = true
	case hasWord(name, "key") && !hasWord(name, "idempotency", "websocket"):
		t.raw = true
	}
}

// ofField is a field, or an element of a map of headers, that is read.
func (j *Judge) ofField(t *traits, fn *program.Fn, node *summary.Node) {
	if key, ok := strings.CutPrefix(node.Str, `["`); ok {
		of := &fn.Nodes[node.Args[0]]
		headers := fn.Type(node.Args[0]).Name == "net/http.Header" || of.Op == summary.OpSelect && program.Elem(of.Str) == "(net/http.Request).Header"
		if name, err := strconv.Unquote(`"` + strings.TrimSuffix(key, "]"+summary.PathEnd)); err == nil && headers {
			j.header(t, name)
		}
		return
	}
	if isOwn(fn, node.Args[0]) && j.holdsIdentity(lastElem(node.Str)+summary.PathEnd) {
		t.kept = true
	}
	for _, e := range j.p.Models.Wiring(model.Field, program.Elem(node.Str)) {
		if e.Kind == model.Proof {
			t.kept = t.kept || e.Word() == "certificate"
		}
	}
}

// identity tells whether a value that is kept under a key says who asks: by the words of the key, or of the types of what is
// kept under it.
func (j *Judge) identity(fn *program.Fn, n summary.NodeID) bool {
	if n == 0 {
		return false
	}
	node := &fn.Nodes[n]
	name := fn.Type(n).Name
	switch node.Op {
	case summary.OpConst:
		if summary.ConstKind(node.A) == summary.ConstString {
			name += " " + node.Str
		}
		if node.B > 0 {
			name += " " + fn.Pkg.Names[node.B-1]
		}
	case summary.OpGlobal:
		name += " " + node.Str
	case summary.OpParam, summary.OpFreeVar:
		return false // Have: a function that reads any key; its callers are not told apart here.
	}
	if identifies(name) {
		return true
	}
	key := fn.KeyOf(n)
	for _, kept := range j.p.Kept(key) {
		if identifies(kept.Fn.Type(kept.Node).Name) || j.tells(kept) {
			return true
		}
	}
	return false
}

// tells tells whether what is kept is made of a credential that was checked.
func (j *Judge) tells(kept program.Ref) bool {
	return settle(j, j.told, tellKey{kept.Fn, kept.Node}, func() bool {
		o := j.slicer(nil, kept.Fn).of(kept.Node)
		return o.kept || o.checked
	})
}

type tellKey struct {
	fn   *program.Fn
	node summary.NodeID
}

// identityWords are words of who asks.
var identityWords = []string{
	"user", "users", "userid", "uid", "username", "account", "claims", "claim", "auth", "authenticated", "identity", "principal", "subject", "session",
	"token", "jwt", "admin", "role", "roles", "member", "viewer", "actor", "caller", "login", "logged", "credentials", "permission", "permissions", "apikey", "perm",
	"person", "employee", "customer", "client", "owner", "profile",
}

// identifies tells whether a name, with or without its package's path, speaks of who asks.
func identifies(name string) bool {
	for _, part := range strings.Fields(name) {
		base := part[strings.LastIndexByte(part, '/')+1:]
		if i := strings.IndexByte(base, '.'); i >= 0 {
			base = base[i+1:]
		}
		words := secret.Words(base)
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(identityWords, w) }) && !slices.Contains(words, "agent") {
			return true
		}
	}
	return false
}

// argument returns the node of a named argument of a call; 0 if there is none.
func argument(c *summary.Call, e *model.Entry, name string) summary.NodeID {
	i, ok := e.Arg(name)
	if !ok {
		return 0
	}
	return indexed(c, i)
}

// indexed returns the node of a call's argument; 0 if there is none.
func indexed(c *summary.Call, i model.Index) summary.NodeID {
	n := i.N
	switch {
	case i.Kind == model.Recv:
		n = 0
	case i.Kind == model.Result:
		return 0
	case c.HasRecv:
		n++
	}
	if n < 0 || n >= len(c.Args) {
		return 0
	}
	return c.Args[n]
}
