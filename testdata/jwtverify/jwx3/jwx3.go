// Package jwx3 pins the checks on github.com/lestrrat-go/jwx/v3.
package jwx3

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/lestrrat-go/jwx/v3/jwa"
	"github.com/lestrrat-go/jwx/v3/jwk"
	"github.com/lestrrat-go/jwx/v3/jws"
	"github.com/lestrrat-go/jwx/v3/jwt"
)

type claimsKey struct{}

type server struct {
	key   *ecdsa.PublicKey
	set   jwk.Set
	users map[string]string
}

// badInsecure keeps in the context what nobody signed.
func badInsecure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie("jwx3_insecure")
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		token, err := jwt.ParseInsecure([]byte(cookie.Value)) // want jwtverify/unverified
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), claimsKey{}, token)))
	})
}

// badClaim reads a claim into a variable.
func (s *server) badClaim(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseHeader(r.Header, "X-Jwx3-Claim", jwt.WithVerify(false)) // want jwtverify/unverified
	if err != nil {
		return
	}
	var tenant string
	if err := token.Get("tenant", &tenant); err != nil {
		return
	}
	fmt.Fprint(w, s.users[tenant])
}

func (s *server) okKey(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseHeader(r.Header, "X-Jwx3-Key", jwt.WithKey(jwa.ES256(), s.key), jwt.WithRequiredClaim(jwt.ExpirationKey))
	if err != nil {
		http.Error(w, "token", http.StatusUnauthorized)
		return
	}
	sub, ok := token.Subject()
	if !ok {
		http.Error(w, "token", http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[sub])
}

// okVerifier is an interface that tests replace.
type verifier interface {
	verify(ctx context.Context, raw []byte) (jwt.Token, error)
}

type setVerifier struct{ set jwk.Set }

func (v setVerifier) verify(ctx context.Context, raw []byte) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithKeySet(v.set), jwt.WithContext(ctx))
}

func okVerifier(v verifier) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, err := v.verify(r.Context(), []byte(r.FormValue("jwx3_verifier")))
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnauthorized)
			return
		}
		sub, _ := token.Subject()
		fmt.Fprint(w, sub)
	}
}

// badVerifier forgets the error of the interface's method.
func badVerifier(v verifier) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, err := v.verify(r.Context(), []byte(r.FormValue("jwx3_badverifier")))
		if err != nil {
			fmt.Println("token:", err)
		}
		sub, _ := token.Subject() // want jwtverify/unchecked
		fmt.Fprint(w, sub)
	}
}

// badDetached takes the payload although the signature does not fit.
func (s *server) badDetached(w http.ResponseWriter, r *http.Request) {
	payload, _ := jws.Verify([]byte(r.FormValue("jwx3_detached")), jws.WithKey(jwa.ES256(), s.key))
	_, _ = w.Write(payload) // want jwtverify/unchecked
}

func (s *server) okDetached(w http.ResponseWriter, r *http.Request) {
	payload, err := jws.Verify([]byte(r.FormValue("jwx3_okdetached")), jws.WithKey(jwa.ES256(), s.key))
	if err != nil {
		return
	}
	_, _ = w.Write(payload)
}

// badFast verifies by the header's algorithm.
func (s *server) badFast(raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw)
	if err != nil {
		return nil, err
	}
	alg, _ := msg.Signatures()[0].ProtectedHeaders().Algorithm()
	return jws.VerifyCompactFast(s.key, raw, alg) // want jwtverify/algorithm
}

// badOwnSet fetches what the message names.
func (s *server) badOwnSet(ctx context.Context, raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw)
	if err != nil {
		return nil, err
	}
	url, ok := msg.Signatures()[0].ProtectedHeaders().JWKSetURL()
	if !ok {
		return nil, errors.New("jku")
	}
	set, err := jwk.Fetch(ctx, url)
	if err != nil {
		return nil, err
	}
	return jws.Verify(raw, jws.WithKeySet(set)) // want jwtverify/algorithm "own"
}

// okOwnSet knows where keys may come from.
func (s *server) okOwnSet(ctx context.Context, raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw)
	if err != nil {
		return nil, err
	}
	url, _ := msg.Signatures()[0].ProtectedHeaders().JWKSetURL()
	if url != "https://id.example/keys" {
		return nil, errors.New("jku")
	}
	set, err := jwk.Fetch(ctx, url)
	if err != nil {
		return nil, err
	}
	return jws.Verify(raw, jws.WithKeySet(set))
}

// badSkipTimes takes expired tokens.
func (s *server) badSkipTimes(raw []byte) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithKeySet(s.set), jwt.WithValidate(false)) // want jwtverify/claims
}

// badReset drops the validators that check the times.
func (s *server) badReset(raw []byte) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithKeySet(s.set), jwt.WithResetValidators(true), jwt.WithIssuer("id")) // want jwtverify/claims
}

// okAudience is the one that looks whom a token was made for.
func (s *server) okAudience(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseHeader(r.Header, "X-Jwx3-Audience", jwt.WithKeySet(s.set), jwt.WithAudience("shop"))
	if err != nil {
		return
	}
	sub, _ := token.Subject()
	fmt.Fprint(w, s.users[sub])
}

func (s *server) badAudience(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseHeader(r.Header, "X-Jwx3-Audience", jwt.WithKeySet(s.set)) // want jwtverify/claims "audience"
	if err != nil {
		return
	}
	sub, _ := token.Subject()
	fmt.Fprint(w, s.users[sub])
}

// okAudienceLater has it looked at when the signature is verified.
func (s *server) okAudienceLater(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseHeader(r.Header, "X-Jwx3-Audience", jwt.WithKeySet(s.set))
	if err != nil || jwt.Validate(token, jwt.WithAudience("shop")) != nil {
		return
	}
	sub, _ := token.Subject()
	fmt.Fprint(w, s.users[sub])
}

func badUnsigned() ([]byte, error) {
	token, err := jwt.NewBuilder().Expiration(time.Now().Add(time.Hour)).Build()
	if err != nil {
		return nil, err
	}
	return jwt.Sign(token, jwt.WithInsecureNoSignature()) // want jwtverify/none
}

func badEndless(key []byte) ([]byte, error) {
	token := jwt.New()
	if err := token.Set("sub", "1"); err != nil {
		return nil, err
	}
	return jwt.Sign(token, jwt.WithKey(jwa.HS256(), key)) // want jwtverify/claims "never expires"
}

func okIssued(key []byte) ([]byte, error) {
	b := jwt.NewBuilder()
	b.Subject("1")
	b.Expiration(time.Now().Add(time.Hour))
	token, err := b.Build()
	if err != nil {
		return nil, err
	}
	return jwt.Sign(token, jwt.WithKey(jwa.HS256(), key))
}

// badKey is kept as a key of its own.
func badKey(raw []byte) (jwt.Token, error) {
	key, err := jwk.Import([]byte(os.Getenv("JWX3_UNCHECKED_KEY"))) // want jwtverify/key
	if err != nil {
		return nil, err
	}
	return jwt.Parse(raw, jwt.WithKey(jwa.HS256(), key))
}

func init() {
	s := &server{}
	r := chi.NewRouter()
	r.With(badInsecure).Get("/insecure", func(w http.ResponseWriter, r *http.Request) {
		token, _ := r.Context().Value(claimsKey{}).(jwt.Token)
		sub, _ := token.Subject()
		fmt.Fprint(w, sub)
	})
	r.Get("/claim", s.badClaim)
	r.Get("/key", s.okKey)
	r.Get("/verifier", okVerifier(setVerifier{}))
	r.Get("/badverifier", badVerifier(setVerifier{}))
	r.Get("/detached", s.badDetached)
	r.Get("/okdetached", s.okDetached)
	r.Get("/fast", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badFast([]byte(r.FormValue("jwx3_fast"))) })
	r.Get("/ownset", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.badOwnSet(r.Context(), []byte(r.FormValue("jwx3_ownset")))
	})
	r.Get("/okownset", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.okOwnSet(r.Context(), []byte(r.FormValue("jwx3_okownset")))
	})
	r.Get("/times", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badSkipTimes([]byte(r.FormValue("jwx3_times"))) })
	r.Get("/reset", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badReset([]byte(r.FormValue("jwx3_reset"))) })
	r.Get("/okaudience", s.okAudience)
	r.Get("/audience", s.badAudience)
	r.Get("/later", s.okAudienceLater)
	r.Get("/unsigned", func(w http.ResponseWriter, r *http.Request) { _, _ = badUnsigned() })
	r.Get("/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndless(nil) })
	r.Get("/issued", func(w http.ResponseWriter, r *http.Request) { _, _ = okIssued(nil) })
	r.Get("/env", func(w http.ResponseWriter, r *http.Request) { _, _ = badKey([]byte(r.FormValue("jwx3_env"))) })
	http.Handle("/jwx3/", r)
}
