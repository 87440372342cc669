// Package jwtauth pins the checks on chi's middleware for tokens: the Verifier verifies and refuses nobody.
package jwtauth

import (
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/jwtauth/v5"
	"github.com/lestrrat-go/jwx/v2/jwt"
)

type server struct {
	auth  *jwtauth.JWTAuth
	users map[string]string
}

// badDecode verifies the signature of a token from a form, and no times: Decode leaves those to its caller.
func (s *server) badDecode(w http.ResponseWriter, r *http.Request) {
	token, err := s.auth.Decode(r.FormValue("jwtauth_decode")) // want jwtverify/claims "expired"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[token.Subject()])
}

func (s *server) okDecode(w http.ResponseWriter, r *http.Request) {
	token, err := s.auth.Decode(r.FormValue("jwtauth_okdecode"))
	if err != nil || jwt.Validate(token) != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[token.Subject()])
}

// badVerifyToken goes on.
func (s *server) badVerifyToken(w http.ResponseWriter, r *http.Request) {
	token, err := jwtauth.VerifyToken(s.auth, r.FormValue("jwtauth_token"))
	if err != nil {
		fmt.Println(err)
	}
	fmt.Fprint(w, s.users[token.Subject()]) // want jwtverify/unchecked
}

// okVerifyRequest has places of its own to look for tokens.
func (s *server) okVerifyRequest(w http.ResponseWriter, r *http.Request) {
	token, err := jwtauth.VerifyRequest(s.auth, r, jwtauth.TokenFromQuery, func(r *http.Request) string { return r.Header.Get("X-Jwtauth") })
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[token.Subject()])
}

// badInsecure reads the token once more.
func (s *server) badInsecure(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseInsecure([]byte(r.Header.Get("X-Jwtauth-Insecure"))) // want jwtverify/unverified
	if err != nil {
		return
	}
	fmt.Fprint(w, s.users[token.Subject()])
}

func (s *server) badEndless(name string) (string, error) {
	_, raw, err := s.auth.Encode(map[string]interface{}{"user": name}) // want jwtverify/claims "never expires"
	return raw, err
}

func (s *server) okExpiry(name string) (string, error) {
	claims := map[string]interface{}{"user": name}
	jwtauth.SetExpiryIn(claims, time.Hour)
	_, raw, err := s.auth.Encode(claims)
	return raw, err
}

func (s *server) okExp(name string) (string, error) {
	_, raw, err := s.auth.Encode(map[string]interface{}{"user": name, "exp": jwtauth.ExpireIn(time.Hour)})
	return raw, err
}

func badKey() *jwtauth.JWTAuth {
	return jwtauth.New("HS256", []byte(os.Getenv("JWTAUTH_UNCHECKED_KEY")), nil) // want jwtverify/key
}

func init() {
	s := &server{auth: badKey()}
	r := chi.NewRouter()
	r.Group(func(r chi.Router) {
		r.Use(jwtauth.Verifier(s.auth))
		r.Use(jwtauth.Authenticator(s.auth))
		r.Get("/me", okBehind)
	})
	r.Get("/decode", s.badDecode)
	r.Get("/okdecode", s.okDecode)
	r.Get("/token", s.badVerifyToken)
	r.Get("/request", s.okVerifyRequest)
	r.Get("/insecure", s.badInsecure)
	r.Post("/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badEndless("1") })
	r.Post("/expiry", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okExpiry("1") })
	r.Post("/exp", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okExp("1") })
	http.Handle("/jwtauth/", r)
}

// okBehind is behind the Authenticator, which has looked at the error.
func okBehind(w http.ResponseWriter, r *http.Request) {
	_, claims, _ := jwtauth.FromContext(r.Context())
	fmt.Fprintf(w, "hi %v", claims["user"])
}
