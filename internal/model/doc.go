// Package model holds what is known of libraries: which function takes SQL text in which argument, which one returns
// what a client sent, which one quotes, which one checks. Models are data: text files, one symbol a line, embedded in the
// binary and extended by users in the same syntax.
//
// # Format
//
// A line is empty, a comment, a header or an entry; "#" begins a comment, which runs to the end of the line.
//
//	module github.com/jmoiron/sqlx v1.4.0 [syntax|snapshot|old]
//
// says in which module, and at which version of it, the lines below were verified: by type-checking the module, or as
// the third word says, by reading its syntax or a snapshot of its repository; old says that later versions have them no
// more. The standard library is module std.
//
//	package github.com/jmoiron/sqlx [more]
//
// is the package that the symbols below belong to; more: the lines add to those of other majors, see below. An entry is
//
//	TARGET SYMBOL ROLE [INPUTS] [-> OUTPUTS] [key=value ...]
//
// TARGET is func (functions, methods, methods of interfaces), field (struct fields), type (conversions, literals, values
// of a type) or var (package variables). SYMBOL is relative to the package: Named, (*DB).Query, (Conn).Exec, (Request).Header,
// Eq. A method belongs to the type that declares it: the promoted (*sqlx.DB).Query is (*database/sql.DB).Query. Type
// parameters are left out.
//
// INPUTS and OUTPUTS list arguments, with commas: 0 is the first argument, 1... the second and all that follow, recv the
// receiver, r0 the first result. An output that is an argument or the receiver is what that refers to.
//
// # Roles
//
//	sink KIND 0              the argument (the field, the conversion's operand) is used as KIND, such as sql/raw
//	source KIND -> r0        the output comes from a client (request), from storage (database), or from who runs the program
//	                         (operator); "source KIND callback 0": the parameters of the function passed as argument 0 do
//	input 1                  methods of the object, or the function, passed as argument 1 take what clients send
//	decode 0 -> 1            the output is filled with the decoded input
//	propagate 0 -> r0        the output is made of the input; its text is not known
//	same 0 -> r0             the output is the input's text but for case, surrounding space and parts cut off
//	text/format 0,1... -> r0 the output is the format string (first input) with the operands (further inputs) in it
//	text/concat 0... -> r0   the output is the inputs one after the other
//	text/join 0,1 -> r0      the elements of the first input with the second between them
//	text/repeat 0 -> r0      the first input, repeated
//	text/replace 0,1,2 -> r0 the first input with the third in place of the second
//	text/split 0,1 -> r0     the parts of the first input between which the second stands
//	text/cutprefix 0,1 -> r0 the first input without the second at its start; text/cutsuffix: at its end
//	text/append 0 -> recv    the inputs are written behind the text that the output holds
//	text/appendf 1,2... -> 0 the same of a format string and its operands
//	text/content recv -> r0  the text that the input holds
//	text/init 0 -> r0        a new object that holds the text
//	text/reset -> recv       the output holds no text any more
//	sanitize KIND 0 -> r0    the output is text that is safe as KIND: ident, literal, numeric, charset, ...; filter by=recv:
//	                         if the pattern by matches all characters that could do harm (replaced by the last argument), or the
//	                         function by keeps only some characters
//	safe                     values of this type carry no text that could do harm
//	public                   values of this type are no secrets, whatever holds them
//	bind 0                   the argument is quoted or sent apart from the text
//	guard KIND 1 [by=0]      when the result is true, or the error nil, the argument is restricted: to the elements of by (list),
//	                         its keys (key), the pattern by (regexp), or to the form that KIND names (numeric, uuid, ...); some: when
//	                         it is true, the function passed as the argument is for an element of by, and else for none; chars:
//	                         when it is false, the function by is true for no character of the argument
//	iterate KIND 0           the result is an iterator (iter.Seq) over the input: over parts of a text (parts), the elements of a
//	                         list or map (elems), indexes and elements (indexed), keys of a map (keys), keys and elements (pairs),
//	                         or pieces of a list (chunks)
//	keyed/set 1,2 -> r0      the second input is kept under the first as key
//	keyed/get 0 -> r0        reads what was kept under the key
//	validate 0               struct tags of the argument are enforced
//	nonnil -> r0             the output, an error mostly, is never nil
//	call 0                   the function passed as argument 0 is called
//	match KIND 0 by=1        when the result is true, the input has the prefix, suffix or substring (contains) by, equals it but for
//	                         case (fold), or matches it as a pattern of file names (path)
//	url KIND recv -> r0      the output is the host, hostname, port or scheme of the URL that the input is
//	escape KIND 0 -> r0      the output is the input, escaped as a part of a url, or joined and cleaned as a path; lines of other roles say
//	                         where its text is from
//	carried PART [-> r0]     the source is carried by this part of the request: header, cookie, host, address (its path,
//	                         or all of it), or segment (of its path, by name)
//
// and, of who may read answers from another origin:
//
//	sink header 1 by=0       the input is written to the response's header that by names
//	policy KIND 0            the object, or the options, of the input take effect as they are then, as a policy of KIND: cors or websocket
//	setting KIND 0 -> r0     the input is what KIND says of the object, or of the option, that is the output; without an output, of
//	                         the policy that the same function makes. Fields are settings of their struct. KIND is
//	                         cors/origins (a list), cors/hosts (a list of names that, where it is set, decides in place of the origins), cors/any (a boolean: all origins), cors/validator (a function that decides),
//	                         cors/credentials, cors/headers, cors/reflect (a boolean: star=reflect), cors/patterns (a boolean: match=glob);
//	                         websocket/origins, websocket/any, websocket/validator; websocket/config: a field of the type of=TYPE
//
// and, of servers, sessions and cryptography, more kinds of policies and of what is set of them (a policy can be a field, too:
// what is stored there takes effect):
//
//	policy server            a server is started: server/timeout (for reading a request), server/address, server/listener,
//	                         server/handler, server/config (a field of the type of=TYPE)
//	policy cookie, session   a cookie, or that of a session store, is set: cookie/name, cookie/value, cookie/secure,
//	                         cookie/httponly, cookie/maxage
//	policy store             a session store is made; the session's cookie is without what lacks says, httponly, secure or both,
//	                         unless a policy session of the same module says otherwise
//	policy ssh               any host key is accepted; ssh/verifier: a field with the function that checks it
//	policy cipher            a broken cipher is made
//	policy rsa, nonce        a key is made, a nonce is used: rsa/bits, nonce/value, nonce/key (the key, or what was made with it)
//	policy kdf               a password is hashed with the effort of the number kdf/cost, that should be least=N at least; kdf/password: what is hashed; kdf/salt: what
//	                         makes the result another one each time
//	policy form recv         a body with files is read as a whole
//	policy csrf              requests are let past the protection from other origins: csrf/bypass (the pattern of their paths)
//	policy oauth             users are sent off to log in elsewhere: oauth/state (what comes back with them), oauth/challenge
//	                         (what ties the answer to their browser in its place, or the name of a parameter that does),
//	                         oauth/redirect (where they are sent back to)
//	setting tls/...          fields of a TLS configuration: tls/skip-verify, tls/min-version, tls/max-version, tls/ciphers,
//	                         tls/verifier (a function), tls/server (set of servers only), tls/resumption
//	digest weak 0 -> r0      the output is a digest of the input by a broken hash function; without an input, an object that makes them
//	digest content recv -> r0 the output is the digest of what the input holds
//	shape length             the field is the length that a request says it has
//	shape session -> r0      the output is what the cookie of a session holds
//	shape certificate        the field has the certificates of the other side of a connection
//	random value -> r0       the output is a predictable random number; by: the generator that draws it
//	random seed -> r0        the output is a source of such numbers with a seed
//	random secure -> 0       the output is random and cannot be predicted; of a variable, what is read from it is
//
// and, of signed tokens (JWT, JOSE, OIDC), token KIND:
//
//	token verify/keyfunc 0 by=1 -> r0  verifies the token text of the input with the key that the function by returns; the outputs hold
//	                         its claims; an error, or a field "valid", says whether it holds
//	token verify/key 0 by=1  the same with the key by, whose algorithm the token cannot choose
//	token verify/asked 0 by=1... the same if one of the options by asks for it; else it is only decoded
//	token verify/context 0 -> r0 reads what a middleware verified before, with its error; the middleware of the package that is a
//	                         layer auth refuses those that have one
//	token verify/signature 0 by=1 verifies a signature of any data with the key by
//	token unverified 0 -> r0 decodes the claims and verifies nothing
//	token parser 0... -> r0  the output is a parser with the options of the inputs
//	token option/X [0] -> r0 an option for a parser, or a boolean field of one: X is verifies (with a key), algorithms (only those listed),
//	                         audience, issuer, expiry (which is then required), no-claims, no-signature, no-audience, no-issuer,
//	                         no-expiry, none (no signature is asked for), source (names the header or cookie), other (changes nothing of
//	                         this); of signature and claims the boolean input decides
//	token keyfunc [0]        a field, or an input, that takes the function that returns the key; keyfunc/pinned where the library
//	                         compares the algorithm itself
//	token options            a field that takes a list of options
//	token expects/audience 2 of a call that verifies: the audience to be expected; any if empty
//	token valid              a field that tells whether the token was verified
//	token method, header     a field that names the algorithm, or the header, of a token that is being verified
//	token method 0 -> r0     the signing method of that name
//	token claims [of=TYPE]   a field that holds the claims of a token; of: a field of claims that holds more of them, in a struct of
//	                         that type, or in a map (of=map)
//	token audience, issuer, expiry a field or function that reads, or a field or function that sets, this claim
//	token validates recv [by=0] checks the claims of the input against the time: that of the field "time" of by, if there is one
//	token untimed 0          of a call that verifies: it checks no claim; the option claims, or a function that validates, does
//	token under 1            the input is the algorithm under which is verified
//	token key 0              the input is a key that is verified with; a field is one for any algorithm, unless a field of the same
//	                         struct is option/algorithms
//	token refuses 0          the input is a key, and an empty one is refused: by an error, or a panic
//	token keyset 1           of a call that makes what verifies: the set of keys; one of a type of the program is of its own keys
//	token encrypts           a field that takes a key for encryption, which says nothing of who made the token
//	token own/key            a field, or a function, that reads a key, or where to find one, of the token's own header; own/algorithm
//	                         the algorithm
//	token fetch 1 -> r0      fetches keys from the address that is the input
//	token thumbprint recv    makes a digest of a key
//	token none [-> r0]       a signing method, or a key, that means that there is no signature, or a function that returns one
//	token signs 1 by=0 -> r0 makes a token of the claims of the input, to be signed by the method by; without an input, of none
//	token new -> r0          makes a token, or what makes one, without claims; claim 0 sets the claim that the input names, claims 0
//	                         those of the input
//	token sign 0             signs with the key that is the input
//	token public             a type of public keys; public/rsa, public/ecdsa, public/ed25519 if of one family only
//	token map                a type of claims that is a map by their names
//	token segment 0 -> r0    decodes text that can be a segment of a token
//
// # Roles of routers and middleware
//
// Lines of these roles have arguments with names, name=INDEX, and are looked up apart from the others (Set.Wiring).
//
//	router [conditional] [of=0] [use=0...] [opts=0...] [call=1] -> r0   a new router, chain of middleware, or server; of: the
//	                         router that it registers on; call: a function that is handed it; conditional: of a chain, it
//	                         depends on the request whether it runs
//	group [scoped] router=recv [path=0] [use=1...] [call=1] [order=ORDER] -> r0
//	                         a part of the router with a path of its own; call: a function that is handed it; scoped: that is handed
//	                         nothing, and what it registers on the router belongs to the part
//	with router=recv use=0... -> r0              a new router of the same path with more middleware; the old one is as it was
//	use [unary|stream|inner] router=recv use=0... [order=ORDER]   more middleware; inner: see inner
//	route [METHODS] router=recv path=0 handler=1 [use=2...] [-> r0]
//	                         a route; METHODS is GET, GET,HEAD, any, or fallback; method=0 in its place (text, or several with
//	                         commas or spaces between them); prefix=0 for all paths
//	                         below; chain=1... for middleware and, last, the handler; config=0 for an object whose fields are
//	                         parts; the output is an object that edit and group speak of
//	                         A route, a controller or a group with opts=, without router=, is an option that makes it on what
//	                         the option is given to.
//	edit [again|again,METHOD] router=recv path=0|prefix=0|method=0...|handler=0|use=0...|chain=0... -> r0
//	                         says more of a route that was begun; the output is the route; again: of another one with its path
//	mount [strip] router=recv [path=0] handler=1 what the handler serves is served below the path; strip: it does not see it
//	strip path=0 handler=1 -> r0                 the handler, which does not see the path
//	then router=recv handler=0 -> r0             the handler behind the router's middleware
//	serve handler=0 [address=1]   the handler, or router=recv, is what a server serves; also of a field; address: on which, or a
//	                         listener
//	listen server=recv address=0   the address, or the listener, is that of the server; also of a field
//	fluent router=recv -> r0 the output is the receiver itself
//	adapt [conditional] handler=0 -> r0          the output is the handler or middleware in another form
//	option [unary|stream|inner] use=0...|path=0|opts=0...|call=0 -> r0   an option that brings middleware, or a path; call: a
//	                         function that is handed what is made; use=r0: the option itself says what it does, as a layer
//	procedure [METHODS] path=0 handler=1 [opts=2...] -> r0   a handler that knows its own path
//	lookup METHOD handler=1 [document=0] -> r0   the router finds its handlers by calling that method of the object, with the
//	                         HTTP method and the path: what the method reads from a map of maps are its routes; document: an
//	                         OpenAPI document, whose basePath they are below
//	service router=recv config=0 handler=1       a described service: its methods are routes
//	controller mapped|auto|words|kept VARIABLE|tagged KEY,KEY [METHOD] [router=recv] [path=0] handler=1 [method=2...]
//	                         the methods of an object are handlers: mapped: those that the text method maps ("get,post:List;*:Any"),
//	                         else those with names of methods of HTTP; auto: all, at /controller/method; words: those whose names
//	                         begin with a method of HTTP, at the words behind it (GetNoteBy: /note/{param})
//	                         kept: those that a variable of the package, a map of lists, has under the type ("path/of/package:Type"), as
//	                         objects with fields that are parts
//	                         tagged: functions, or methods, whose message embeds a type without fields, with a tag that has the path under the
//	                         first key and the method under the second one; others have the path, methods the path and their name
//	                         (ListNotes: /list-notes); a map has handlers by their paths
//	before                   a method of controllers that runs before their handlers
//	around use=0 config=1... -> r0               described routes, with more middleware before them
//	template ops=1 pool=2 [verb=3] -> r0         a path, given as operations on a stack of parts (google.api.http)
//	remote path=1            calls the remote procedure of that path
//	inner                    runs the middleware of the server that is there for handlers that ask for it
//	part path|method|handler|use|name|list|streams           the field is that part of a route or a service
//	layer LAYER [handler=0]  the function, or what it returns, is a middleware that does this: auth, auth/optional (lets those
//	                         pass who do not), authz, ratelimit, cors, csrf, headers, bodylimit, timeout, validation, logging,
//	                         recover, or none of these; handler: what it returns is the handler behind it
//	skips                    a field that, where it is set, leaves requests out
//	endpoint KIND [PATH] [path=0]   the function, or what it returns, is a handler of a known kind: static, health, redirect,
//	                         proxy, docs, debug/pprof, ...; PATH: at which it registers itself; path: as a middleware it
//	                         serves that path
//	next                     the rest of the chain runs
//	abort [status=0]         the rest of the chain does not run; of a type: functions that are handed it need not call the rest, which
//	                         runs unless one of them answered
//	respond [rpc] [status=0] a response of that status is written, or made; rpc: the status is one of remote procedures
//	request WORD [-> r0]     the field, or the output, is the method, the path, the route (the path as it was registered) of the
//	                         request, or its address, which holds the path
//	exits [status=0] [error=0] the call does not return: it panics, perhaps with the status of the answer, or ends the process;
//	                         error: only where the argument is an error
//	credential WORD [name=0] the output is what a client proves who it is with: header, cookie, basic, session, token, certificate,
//	                         metadata; verify: the function checks it
//	identity name=0          the output is what an earlier middleware kept under the name
//	writes                   stored data is changed
//
// ORDER says what a registration covers. Of use: all (routes of before and after), later (routes and groups of after),
// prefix (later routes of the whole router below the path), pattern (all routes that a pattern matches). Of group: live
// (what the parent has, whenever it gets it), copy (what the parent has when the group is made), prefix (as use).
//
//	import KIND PATH on=VARIABLE
//
// below a package says that its import registers a handler on the router that a package variable is; "on=" stands for
// router= elsewhere too.
//
// A line
//
//	alias github.com/xorm-io/xorm xorm.io/xorm
//
// says that the first package, and those below it, are a copy of the second one, whose lines hold for it too.
//
// # Other majors
//
// A package that no line speaks of, or only such as say "more" (for symbols that the other majors do not have in that shape), takes the lines of the same package in other majors of its module (module/v59 of module/v50, and
// gopkg.in/user/name.v3 of github.com/user/name), symbol by symbol: of the next lower major that has lines for the symbol, else of the
// next higher one. Lines of a symbol hold only where the package has it in a shape that fits all of them: the arguments and results that
// they name are there, with types that can be what the role says (Resolve); else those of the next major are tried. So a line that was
// verified for some majors holds for all in which the symbol is the same.
//
// A package that is a copy of one that lines speak of, such as a fork under another path, takes its lines in the same way, if it has the
// same name and at least 8 of the symbols that lines speak of, four of five of them, and nearly none in another shape. Packages below it
// take those of the packages below its original. What differs in more than the path is said by "alias" lines.
//
// A line "endpoint CLASS WORD..." lists words of paths and of the names of handlers, several in a row with hyphens: of endpoints that are
// public, by any word or by the first one (start), or by the name of the function that registers them (apart), that are open to
// everybody who reads (open), that are private although other words speak for public, that change state (change) or read, that read all there is or run commands (reveal). "endpoint path PATTERN..." lists patterns of paths that are public.
//
// A line of the user's may speak of a function of the program: it then stands in the place of the body.
//
// A line "driver style=question" below a package says that it is a database driver, and how its bind parameters are
// written.
//
// Attributes: by=INDEX (guards; what names the value of a sink), by=Field (the same, of a field's sink), style=question|dollar|at|colon (a sink's bind parameters), style=json (what propagates writes
// whole values as encoding/json does), style=part (what propagates is a part that holds no credentials). Of a policy: unset=any|reflect|same|none|panic
// is what holds when no origins are set (reflect: any, by sending the request's origin back; same: the same origin);
// star=literal|reflect|panic what "*" with credentials does (of a setting cors/any: what that does); validator=wins|also how a validator stands to the origins;
// credentials=true|list that credentials are allowed unless said otherwise, or whenever origins are listed. Of a setting:
// match=exact|glob|anchored|subdomain|suffix|regexp|slashed|path how an origin is compared (glob: one "*" for any text; anchored: "*" and
// "?"; subdomain: "://*." for any subdomains; suffix: subdomains too; slashed: "/text/" is a regular expression, and glob with
// cors/patterns); split=comma for a list in one text; subject=0 the argument of a validator that is the origin (else it
// reads the header), result=r0 its result that decides; value=true the setting's value, whatever the input is;
// of=TYPE, lacks=httponly|secure|both and least=N: see above.
package model
