// Package cristalhq3 pins the checks on github.com/cristalhq/jwt/v3, whose Parse verifies nothing.
package cristalhq3

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/cristalhq/jwt/v3"
)

type server struct {
	verifier jwt.Verifier
	users    map[string]string
}

// badParse takes Parse for what it is called in later versions.
func (s *server) badParse(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseString(r.Header.Get("X-Cristalhq3-Parse")) // want jwtverify/unverified "only decodes"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims jwt.StandardClaims
	if err := json.Unmarshal(token.RawClaims(), &claims); err != nil || !claims.IsValidAt(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// okVerifyParts has the parts of the same token verified.
func (s *server) okVerifyParts(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.Parse([]byte(r.FormValue("cristalhq3_parts")))
	if err != nil {
		return
	}
	if err := s.verifier.Verify(token.Payload(), token.Signature()); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims jwt.RegisteredClaims
	if err := json.Unmarshal(token.RawClaims(), &claims); err != nil || !claims.IsValidAt(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

func (s *server) okParseAndVerify(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseAndVerifyString(r.Header.Get("X-Cristalhq3-Verify"), s.verifier)
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims jwt.RegisteredClaims
	if err := json.Unmarshal(token.RawClaims(), &claims); err != nil || !claims.IsValidExpiresAt(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badTimes forgets them.
func (s *server) badTimes(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseAndVerify([]byte(r.Header.Get("X-Cristalhq3-Times")), s.verifier) // want jwtverify/claims "expired"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims struct {
		Subject string `json:"sub"`
	}
	if err := json.Unmarshal(token.RawClaims(), &claims); err != nil {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badIgnored takes a token for verified because there is one.
func (s *server) badIgnored(w http.ResponseWriter, r *http.Request) {
	token, _ := jwt.ParseAndVerifyString(r.FormValue("cristalhq3_ignored"), s.verifier)
	if token != nil {
		var claims jwt.RegisteredClaims
		if err := json.Unmarshal(token.RawClaims(), &claims); err == nil && claims.IsValidAt(time.Now()) {
			fmt.Fprint(w, s.users[claims.Subject]) // want jwtverify/unchecked
		}
	}
}

func badEndless(signer jwt.Signer, name string) ([]byte, error) {
	return jwt.BuildBytes(signer, &jwt.StandardClaims{Subject: name}) // want jwtverify/claims "never expires"
}

func badEndlessBuilder(signer jwt.Signer, name string) (*jwt.Token, error) {
	builder := jwt.NewBuilder(signer)
	return builder.Build(jwt.RegisteredClaims{Subject: name, IssuedAt: jwt.NewNumericDate(time.Now())}) // want jwtverify/claims "never expires"
}

func okExpires(signer jwt.Signer, name string) (*jwt.Token, error) {
	return jwt.Build(signer, &jwt.StandardClaims{Subject: name, ExpiresAt: jwt.NewNumericDate(time.Now().Add(time.Hour))})
}

func init() {
	s := &server{}
	http.HandleFunc("/cristalhq3/parse", s.badParse)
	http.HandleFunc("/cristalhq3/parts", s.okVerifyParts)
	http.HandleFunc("/cristalhq3/verify", s.okParseAndVerify)
	http.HandleFunc("/cristalhq3/times", s.badTimes)
	http.HandleFunc("/cristalhq3/ignored", s.badIgnored)
	http.HandleFunc("/cristalhq3/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndless(nil, "1") })
	http.HandleFunc("/cristalhq3/builder", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndlessBuilder(nil, "1") })
	http.HandleFunc("/cristalhq3/expires", func(w http.ResponseWriter, r *http.Request) { _, _ = okExpires(nil, "1") })
}
