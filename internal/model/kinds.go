package model

// role describes how the words of a role are read.
type role struct {
	role Role
	kind bool // a kind follows
}

var roles = map[string]role{
	"sink": {Sink, true}, "source": {Source, true}, "sanitize": {Sanitize, true}, "guard": {Guard, true},
	"input": {Input, false}, "decode": {Decode, false}, "propagate": {Propagate, false}, "same": {Same, false},
	"safe": {Safe, false}, "bind": {Bind, false}, "validate": {Validate, false}, "call": {Call, false}, "nonnil": {NonNil, false},
	"keyed/set": {KeyedSet, false}, "keyed/get": {KeyedGet, false}, "named": {Named, true}, "shape": {Shape, true}, "public": {Public, false},
	"token":  {Token, true},
	"digest": {Digest, true}, "random": {Random, true}, "iterate": {Iterate, true},
	"policy": {Policy, true}, "setting": {Setting, true}, "match": {Match, true}, "url": {URL, true},
	"escape": {Escape, true}, "carried": {Carried, true},
}

var escapeKinds = map[string]bool{"url": true, "path": true}

var carriedKinds = map[string]bool{"header": true, "cookie": true, "host": true, "address": true, "segment": true}

var textKinds = map[string]bool{
	"format": true, "concat": true, "join": true, "repeat": true, "replace": true, "append": true, "appendf": true,
	"content": true, "init": true, "reset": true, "split": true,
	"cutprefix": true, "cutsuffix": true,
}

var sourceKinds = map[string]bool{"request": true, "database": true, "operator": true, "secret": true, "secret-header": true}

var tokenKinds = map[string]bool{
	"verify/keyfunc": true, "verify/key": true, "verify/asked": true, "verify/signature": true, "unverified": true, "parser": true,
	"option/verifies": true, "option/signature": true, "option/claims": true, "option/algorithms": true, "option/no-claims": true,
	"option/no-signature": true, "option/no-audience": true, "option/no-issuer": true, "option/no-expiry": true, "option/none": true,
	"option/audience": true, "option/issuer": true, "option/expiry": true, "option/other": true, "option/source": true, "claims": true, "claim": true, "new": true, "under": true, "key": true, "own/key": true, "own/algorithm": true, "fetch": true, "thumbprint": true, "refuses": true, "untimed": true, "keyfunc/pinned": true, "verify/context": true, "expects/audience": true, "options": true, "encrypts": true, "keyset": true, "time": true, "keyfunc": true, "valid": true, "method": true, "header": true,
	"audience": true, "issuer": true, "expiry": true, "none": true, "signs": true, "sign": true, "validates": true, "segment": true, "public": true, "public/rsa": true, "public/ecdsa": true, "public/ed25519": true, "map": true,
}

var iterateKinds = map[string]bool{"parts": true, "elems": true, "indexed": true, "keys": true, "pairs": true, "chunks": true}

var styles = map[string]bool{"question": true, "dollar": true, "at": true, "colon": true, "json": true, "part": true}
