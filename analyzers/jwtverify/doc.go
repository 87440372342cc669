// Package jwtverify finds signed tokens whose claims are believed before they are verified.
//
// # Why
//
// A JSON web token is text that anyone can write. What makes it worth something is its signature, checked with a key and an
// algorithm that the server chooses, and claims that are checked against the time, the issuer and the audience. A server
// that skips one of these lets in whoever writes a token with another user's name in it.
//
// # Flagged
//
//	token, _, _ := jwt.NewParser().ParseUnverified(raw, claims)
//	user := claims.Subject // nobody signed for that
//
//	token, err := jwt.ParseWithClaims(raw, claims, keyFunc)
//	if err != nil {
//		log.Print(err) // and goes on
//	}
//	load(claims.Subject)
//
//	jwt.Parse(raw, func(*jwt.Token) (any, error) { return publicKey, nil }) // whatever algorithm the token asks for
//
// jwtverify/unverified: a token that a client sent is only decoded, by a function made for that, with verification switched
// off, by a library that verifies only what it is asked to, or by hand from its second part, and its claims are used.
// Severity critical; precision high, medium where it is decoded by hand.
//
// jwtverify/unchecked: the results of a verifying call are used where it is not known that it succeeded: its error is
// dropped, looked at later, or only logged; or a function of the program returns claims and error together and its caller
// ignores the error. A token that is not nil is not thereby valid.
//
// jwtverify/none: a token is signed with, or accepted under, the method "none".
//
// jwtverify/algorithm: a key function returns a public key without looking at the token's method, and the parser is given
// no list of methods; the key comes from the token's own header (jwk, jku, x5u, x5c); or a library is told to verify by the
// algorithm that the header names.
//
// jwtverify/claims: the check of expiry, issuer or audience is switched off and not done by hand; claims are asked whether they
// still hold, by a method that does not look at their expiry (precision medium); the signature is verified by
// a library that leaves the claims to its caller, and nothing looks at their expiry (precision medium); a token is issued
// that never expires (precision medium); one parser of the program checks audience or issuer, and this one does not
// (precision medium).
//
// jwtverify/key: the key of a symmetric signature comes from a variable of the environment that may be empty, which nothing
// checks; or it is made with less than 32 bytes. Precision medium.
//
// # Fixed
//
//	token, err := jwt.ParseWithClaims(raw, claims, keyFunc, jwt.WithValidMethods([]string{"RS256"}), jwt.WithAudience("shop"))
//	if err != nil {
//		return nil, err
//	}
//	load(claims.Subject)
//
// # Not reported
//
//   - a token that is decoded to find its key or issuer and then verified, or was verified before: in the same function, in
//     one that calls it or that it calls, or in middleware that calls the handler
//   - claims that are only read for the issuer, the key's id, or the times: to choose a key, or to know when the server's
//     own token must be renewed
//   - tokens that no client sent: from the answer of a token endpoint, a file, the program itself
//   - a key function that returns bytes: the library takes them for symmetric methods only
//   - an error that is handed on, or judged by a function of the program or by errors.Is: an expired token may be renewed
//   - claims whose check is switched off and that are read and compared by hand: expiry, audience, issuer
//   - the audience of tokens that the program issues itself: its keys are kept by a type of its own
//   - the expiry of an id_token_hint, which clients may send when it has passed
//   - what a middleware kept of a token, together with its error, where another middleware refuses those that have one: the
//     library's, or one that looks at the error and calls the handler behind it
//   - a key of the token's own where its thumbprint is made as well: a proof that whoever sends it has the key
//   - keys that stand in the source: hardcodedsecret reports them
//   - a key from the environment that the library itself refuses when it is empty
//   - token types that check their algorithm by themselves
//
// # Known limits
//
//   - a token without an expiry that is signed with a key which the program makes at its start: low precision
//   - verification by a gateway in front of the server: waive it with the reason
//   - a token from the same source that is verified elsewhere in the program: whether that runs before is not known, so the
//     finding has low precision
//   - claims that go through a channel, or are captured by a closure that runs later
//   - the length of keys that are read at run time
//   - a key function that looks at the token's method, whatever it makes of it
//   - claims that are filled in a branch and used behind it, or through an option that takes them
//   - a key of the token's own that goes through a variable of a type without text (*rsa.PublicKey), or is fetched by the library
//   - libraries' variables that hold functions of another package
package jwtverify

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
