// Command oidcissuer is a server that issues tokens, and verifies its own.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"

	"github.com/coreos/go-oidc/v3/oidc"
)

// keys are the server's keys.
type keys struct{ static *oidc.StaticKeySet }

// VerifySignature implements oidc.KeySet.
func (k *keys) VerifySignature(ctx context.Context, raw string) ([]byte, error) {
	return k.static.VerifySignature(ctx, raw)
}

type server struct{ keys *keys }

func main() {
	s := &server{keys: &keys{}}
	http.HandleFunc("/userinfo", s.ok)
	http.HandleFunc("/logout", s.okHint)
	http.HandleFunc("/other", s.badExpiry)
	http.HandleFunc("/remote", badAudience)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// ok answers whoever has a token of its own.
func (s *server) ok(w http.ResponseWriter, r *http.Request) {
	token, err := oidc.NewVerifier("https://own.example", s.keys, &oidc.Config{SkipClientIDCheck: true}).Verify(r.Context(), r.Header.Get("X-Token"))
	if err != nil {
		return
	}
	fmt.Fprint(w, token.Subject)
}

// okHint reads whose session it is that a client wants ended.
func (s *server) okHint(w http.ResponseWriter, r *http.Request) {
	v := oidc.NewVerifier("https://own.example", s.keys, &oidc.Config{SkipClientIDCheck: true, SkipExpiryCheck: true})
	token, err := v.Verify(r.Context(), r.URL.Query().Get("id_token_hint"))
	if err != nil {
		return
	}
	fmt.Fprint(w, token.Subject)
}

// badExpiry takes expired tokens for more than that.
func (s *server) badExpiry(w http.ResponseWriter, r *http.Request) {
	v := oidc.NewVerifier("https://own.example", s.keys, &oidc.Config{SkipClientIDCheck: true, SkipExpiryCheck: true}) // want jwtverify/claims "expired"
	token, err := v.Verify(r.Context(), r.URL.Query().Get("token"))
	if err != nil {
		return
	}
	fmt.Fprint(w, token.Subject)
}

// badAudience verifies tokens of another issuer.
func badAudience(w http.ResponseWriter, r *http.Request) {
	remote := oidc.NewRemoteKeySet(r.Context(), "https://id.example/keys")
	token, err := oidc.NewVerifier("https://id.example", remote, &oidc.Config{SkipClientIDCheck: true}).Verify(r.Context(), r.FormValue("t")) // want jwtverify/claims
	if err != nil {
		return
	}
	fmt.Fprint(w, token.Subject)
}
