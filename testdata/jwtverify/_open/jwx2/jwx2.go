// Package jwx2 holds cases that are not met yet.
package jwx2

import (
	"crypto/rsa"
	"net/http"

	"github.com/lestrrat-go/jwx/v2/jwa"
	"github.com/lestrrat-go/jwx/v2/jwk"
	"github.com/lestrrat-go/jwx/v2/jws"
	"github.com/lestrrat-go/jwx/v2/jwt"
)

// badOwnKey reads the message's own key into a variable of a type without text, which is not followed.
func badOwnKey(raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw)
	if err != nil {
		return nil, err
	}
	var own *rsa.PublicKey
	if err := msg.Signatures()[0].ProtectedHeaders().JWK().Raw(&own); err != nil {
		return nil, err
	}
	return jws.Verify(raw, jws.WithKey(jwa.RS256, own)) // want jwtverify/algorithm "own"
}

// badAuto fetches keys from any address that a token names.
func badAuto(raw []byte) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithVerifyAuto(nil, jwk.WithFetchWhitelist(jwk.InsecureWhitelist{}))) // want jwtverify/algorithm
}

func init() {
	http.HandleFunc("/open/own", func(w http.ResponseWriter, r *http.Request) { _, _ = badOwnKey([]byte(r.FormValue("open_own"))) })
	http.HandleFunc("/open/auto", func(w http.ResponseWriter, r *http.Request) { _, _ = badAuto([]byte(r.FormValue("open_auto"))) })
}
