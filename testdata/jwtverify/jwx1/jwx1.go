// Package jwx1 pins the checks on github.com/lestrrat-go/jwx, version 1, which verifies and validates what it is asked to
// and nothing else.
package jwx1

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/gorilla/mux"
	"github.com/lestrrat-go/jwx/jwa"
	"github.com/lestrrat-go/jwx/jwk"
	"github.com/lestrrat-go/jwx/jws"
	"github.com/lestrrat-go/jwx/jwt"
)

type server struct {
	public *rsa.PublicKey
	secret []byte
	keys   *jwk.AutoRefresh
	opts   []jwt.ParseOption
	users  map[string]string
}

type principal struct{}

// badDefault verifies nothing: no option asks for it.
func (s *server) badDefault(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, err := jwt.ParseString(r.Header.Get("X-Jwx1-Default")) // want jwtverify/unverified "does not verify"
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), principal{}, token.Subject())))
	})
}

// badValidated checks the times of claims that nobody signed.
func (s *server) badValidated(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseRequest(r, jwt.WithHeaderKey("X-Jwx1-Validated"), jwt.WithValidate(true), jwt.WithIssuer("id")) // want jwtverify/unverified
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[token.Subject()])
}

// badForm reads a role from a form's token.
func (s *server) badForm(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	token, err := jwt.ParseForm(r.Form, "jwx1_form") // want jwtverify/unverified
	if err != nil {
		return
	}
	if role, _ := token.Get("role"); role != "admin" {
		w.WriteHeader(http.StatusForbidden)
	}
}

// badReference reads the payload before the signature is checked, and the signature is not.
func (s *server) badReference(w http.ResponseWriter, r *http.Request) {
	msg, err := jws.ParseString(r.Header.Get("X-Jwx1-Jws")) // want jwtverify/unverified
	if err != nil {
		return
	}
	_, _ = w.Write(msg.Payload())
}

func (s *server) okVerify(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseRequest(r, jwt.WithHeaderKey("X-Jwx1-Verify"), jwt.WithVerify(jwa.RS256, s.public), jwt.WithValidate(true))
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[token.Subject()])
}

// okOptions has its options in a slice that is made in steps.
func (s *server) okOptions(raw string) (jwt.Token, error) {
	opts := []jwt.ParseOption{jwt.WithValidate(true)}
	if s.public != nil {
		opts = append(opts, jwt.WithVerify(jwa.RS256, s.public))
	}
	return jwt.ParseString(raw, opts...)
}

// okField has them in a field.
func (s *server) okField(raw string) (jwt.Token, error) { return jwt.ParseString(raw, s.opts...) }

// okKeySet looks the key up in a set that is fetched.
func (s *server) okKeySet(ctx context.Context, raw []byte) (jwt.Token, error) {
	set, err := s.keys.Fetch(ctx, "https://id.example/keys")
	if err != nil {
		return nil, err
	}
	return jwt.Parse(raw, jwt.WithKeySet(set), jwt.WithValidate(true), jwt.WithAudience("shop"))
}

// okLater validates the claims when the signature is verified.
func (s *server) okLater(raw string) (jwt.Token, error) {
	token, err := jwt.ParseString(raw, jwt.WithVerify(jwa.HS256, s.secret))
	if err != nil {
		return nil, err
	}
	return token, jwt.Validate(token, jwt.WithIssuer("id"))
}

// okByHand compares the expiry.
func (s *server) okByHand(raw string) (jwt.Token, error) {
	token, err := jwt.ParseString(raw, jwt.WithVerify(jwa.HS256, s.secret))
	if err != nil {
		return nil, err
	}
	if token.Expiration().Before(time.Now()) {
		return nil, errors.New("expired")
	}
	return token, nil
}

// badTimes accepts tokens that have expired: nothing asks for validation.
func (s *server) badTimes(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseRequest(r, jwt.WithHeaderKey("X-Jwx1-Times"), jwt.WithVerify(jwa.HS256, s.secret)) // want jwtverify/claims "expiry"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[token.Subject()])
}

// badTimesOff says so.
func (s *server) badTimesOff(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseRequest(r, jwt.WithHeaderKey("X-Jwx1-Off"), jwt.WithVerify(jwa.HS256, s.secret), jwt.WithValidate(false)) // want jwtverify/claims
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[token.Subject()])
}

// badIgnored goes on without a token.
func (s *server) badIgnored(raw string) string {
	token, err := jwt.ParseString(raw, jwt.WithVerify(jwa.HS256, s.secret), jwt.WithValidate(true))
	if err != nil {
		fmt.Println(err)
	}
	return s.users[token.Subject()] // want jwtverify/unchecked
}

// okPeek reads the issuer, to choose the keys, and verifies with these.
func (s *server) okPeek(ctx context.Context, raw string) (jwt.Token, error) {
	peek, err := jwt.ParseString(raw)
	if err != nil {
		return nil, err
	}
	set, err := s.keysOf(ctx, peek.Issuer())
	if err != nil {
		return nil, err
	}
	return jwt.ParseString(raw, jwt.WithKeySet(set), jwt.WithValidate(true))
}

func (s *server) keysOf(ctx context.Context, issuer string) (jwk.Set, error) {
	switch issuer {
	case "https://a.example":
		return jwk.Fetch(ctx, "https://a.example/keys")
	case "https://b.example":
		return jwk.Fetch(ctx, "https://b.example/keys")
	}
	return nil, errors.New("issuer")
}

// okKid reads the key's id of the message, and verifies it.
func (s *server) okKid(set jwk.Set, raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw)
	if err != nil {
		return nil, err
	}
	key, found := set.LookupKeyID(msg.Signatures()[0].ProtectedHeaders().KeyID())
	if !found {
		return nil, errors.New("kid")
	}
	return jws.Verify(raw, jwa.RS256, key)
}

// badAlgorithm verifies by the algorithm that the message names.
func (s *server) badAlgorithm(set jwk.Set, raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw)
	if err != nil {
		return nil, err
	}
	header := msg.Signatures()[0].ProtectedHeaders()
	key, found := set.LookupKeyID(header.KeyID())
	if !found {
		return nil, errors.New("kid")
	}
	return jws.Verify(raw, header.Algorithm(), key) // want jwtverify/algorithm "asks for"
}

// okAlgorithm compares it with those it admits.
func (s *server) okAlgorithm(set jwk.Set, raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw)
	if err != nil {
		return nil, err
	}
	header := msg.Signatures()[0].ProtectedHeaders()
	alg := header.Algorithm()
	if alg != jwa.RS256 && alg != jwa.RS512 {
		return nil, errors.New("alg")
	}
	key, _ := set.LookupKeyID(header.KeyID())
	return jws.Verify(raw, alg, key)
}

// badOwnKey verifies with the key in the message's header.
func (s *server) badOwnKey(raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw)
	if err != nil {
		return nil, err
	}
	return jws.Verify(raw, jwa.ES256, msg.Signatures()[0].ProtectedHeaders().JWK()) // want jwtverify/algorithm "own"
}

// badOwnURL fetches the keys from where the message says.
func (s *server) badOwnURL(ctx context.Context, raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw)
	if err != nil {
		return nil, err
	}
	set, err := jwk.Fetch(ctx, msg.Signatures()[0].ProtectedHeaders().JWKSetURL())
	if err != nil {
		return nil, err
	}
	return jws.VerifySet(raw, set) // want jwtverify/algorithm "own"
}

// badEndless has no expiry in its chain.
func (s *server) badEndless(sub string) ([]byte, error) {
	token, err := jwt.NewBuilder().Issuer("id").Subject(sub).Claim("role", "user").Build()
	if err != nil {
		return nil, err
	}
	return jwt.Sign(token, jwa.HS256, s.secret) // want jwtverify/claims "never expires"
}

// badEndlessSet sets its claims one by one.
func (s *server) badEndlessSet(sub string) ([]byte, error) {
	token := jwt.New()
	_ = token.Set(jwt.SubjectKey, sub)
	_ = token.Set("role", "user")
	return jwt.Sign(token, jwa.HS256, s.secret) // want jwtverify/claims "never expires"
}

func (s *server) okBuilt(sub string) ([]byte, error) {
	token, err := jwt.NewBuilder().Subject(sub).Expiration(time.Now().Add(time.Hour)).IssuedAt(time.Now()).Build()
	if err != nil {
		return nil, err
	}
	return jwt.Sign(token, jwa.HS256, s.secret)
}

func (s *server) okSet(claims map[string]interface{}) ([]byte, error) {
	token := jwt.New()
	if err := token.Set(jwt.SubjectKey, "1"); err != nil {
		return nil, err
	}
	if err := token.Set(jwt.ExpirationKey, time.Now().Add(time.Hour)); err != nil {
		return nil, err
	}
	return jwt.Sign(token, jwa.HS256, s.secret)
}

// okSetAll is given the claims.
func (s *server) okSetAll(claims map[string]interface{}) ([]byte, error) {
	token := jwt.New()
	for k, v := range claims {
		if err := token.Set(k, v); err != nil {
			return nil, err
		}
	}
	return jwt.Sign(token, jwa.HS256, s.secret)
}

// badKey may be empty.
func badKey(raw string) (jwt.Token, error) {
	key := []byte(os.Getenv("JWX1_UNCHECKED_KEY")) // want jwtverify/key
	return jwt.ParseString(raw, jwt.WithVerify(jwa.HS256, key), jwt.WithValidate(true))
}

func init() {
	s := &server{opts: []jwt.ParseOption{jwt.WithVerify(jwa.HS256, []byte{}), jwt.WithValidate(true)}}
	r := mux.NewRouter()
	r.Use(s.badDefault)
	r.HandleFunc("/validated", s.badValidated)
	r.HandleFunc("/form", s.badForm)
	r.HandleFunc("/jws", s.badReference)
	r.HandleFunc("/verify", s.okVerify)
	r.HandleFunc("/times", s.badTimes)
	r.HandleFunc("/off", s.badTimesOff)
	r.HandleFunc("/options", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okOptions(r.FormValue("jwx1_options")) })
	r.HandleFunc("/field", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okField(r.FormValue("jwx1_field")) })
	r.HandleFunc("/keyset", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.okKeySet(r.Context(), []byte(r.FormValue("jwx1_keyset")))
	})
	r.HandleFunc("/later", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okLater(r.FormValue("jwx1_later")) })
	r.HandleFunc("/byhand", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okByHand(r.FormValue("jwx1_byhand")) })
	r.HandleFunc("/ignored", func(w http.ResponseWriter, r *http.Request) { _ = s.badIgnored(r.FormValue("jwx1_ignored")) })
	r.HandleFunc("/peek", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okPeek(r.Context(), r.FormValue("jwx1_peek")) })
	r.HandleFunc("/kid", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okKid(nil, []byte(r.FormValue("jwx1_kid"))) })
	r.HandleFunc("/algorithm", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.badAlgorithm(nil, []byte(r.FormValue("jwx1_algorithm")))
	})
	r.HandleFunc("/okalgorithm", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.okAlgorithm(nil, []byte(r.FormValue("jwx1_okalgorithm")))
	})
	r.HandleFunc("/own", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badOwnKey([]byte(r.FormValue("jwx1_own"))) })
	r.HandleFunc("/url", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.badOwnURL(r.Context(), []byte(r.FormValue("jwx1_url")))
	})
	r.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badEndless("1") })
	r.HandleFunc("/endlessset", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badEndlessSet("1") })
	r.HandleFunc("/built", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okBuilt("1") })
	r.HandleFunc("/set", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okSet(nil) })
	r.HandleFunc("/setall", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okSetAll(map[string]interface{}{"exp": 1}) })
	r.HandleFunc("/key", func(w http.ResponseWriter, r *http.Request) { _, _ = badKey(r.FormValue("jwx1_key")) })
	http.Handle("/jwx1/", r)
}
