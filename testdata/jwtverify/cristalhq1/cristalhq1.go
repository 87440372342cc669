// Package cristalhq1 pins the checks on the first version of github.com/cristalhq/jwt, which has a signer for none.
package cristalhq1

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/cristalhq/jwt"
)

type server struct {
	signer jwt.Signer
	users  map[string]string
}

// badParse verifies nothing.
func (s *server) badParse(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseString(r.Header.Get("X-Cristalhq1-Parse")) // want jwtverify/unverified "only decodes"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims jwt.StandardClaims
	if err := json.Unmarshal(token.RawClaims(), &claims); err != nil {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// okChecked verifies, and has a list of checks.
func (s *server) okChecked(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseAndVerifyString(r.Header.Get("X-Cristalhq1-Checked"), s.signer)
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims jwt.StandardClaims
	if err := json.Unmarshal(token.RawClaims(), &claims); err != nil {
		return
	}
	validator := jwt.NewValidator(jwt.AudienceChecker(jwt.Audience{"shop"}), jwt.ExpirationTimeChecker(time.Now()))
	if err := validator.Validate(&claims); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badChecks has a list of checks, and the expiry is none of them.
func (s *server) badChecks(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseAndVerify([]byte(r.Header.Get("X-Cristalhq1-Checks")), s.signer) // want jwtverify/claims "expired"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims jwt.StandardClaims
	if err := json.Unmarshal(token.RawClaims(), &claims); err != nil {
		return
	}
	if err := jwt.NewValidator(jwt.AudienceChecker(jwt.Audience{"shop"})).Validate(&claims); err != nil {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// okExpired asks the claims.
func (s *server) okExpired(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseAndVerifyString(r.FormValue("cristalhq1_expired"), s.signer)
	if err != nil {
		return
	}
	var claims jwt.StandardClaims
	if err := json.Unmarshal(token.RawClaims(), &claims); err != nil || claims.IsExpired(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badNone accepts tokens that nobody signed.
func (s *server) badNone(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseAndVerifyString(r.FormValue("cristalhq1_none"), jwt.NewNoEncrypt()) // want jwtverify/none "accepts"
	if err != nil {
		return
	}
	var claims jwt.StandardClaims
	if err := json.Unmarshal(token.RawClaims(), &claims); err != nil || claims.IsExpired(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badUnsigned makes such tokens.
func badUnsigned(name string) (*jwt.Token, error) {
	return jwt.Build(jwt.NewNoEncrypt(), &jwt.StandardClaims{Subject: name, ExpiresAt: jwt.Timestamp(time.Now().Add(time.Hour).Unix())}) // want jwtverify/none "without a signature"
}

// badUnsignedBuilder makes them with a builder.
func badUnsignedBuilder(name string) ([]byte, error) {
	builder := jwt.NewTokenBuilder(jwt.NewNoEncrypt())
	return builder.BuildBytes(&jwt.StandardClaims{Subject: name, ExpiresAt: jwt.Timestamp(time.Now().Add(time.Hour).Unix())}) // want jwtverify/none "without a signature"
}

func badEndless(signer jwt.Signer, name string) (*jwt.Token, error) {
	return jwt.BuildWithHeader(signer, jwt.Header{Type: "JWT"}, &jwt.StandardClaims{Subject: name}) // want jwtverify/claims "never expires"
}

func okExpires(signer jwt.Signer, name string) (*jwt.Token, error) {
	return jwt.NewTokenBuilder(signer).Build(&jwt.StandardClaims{Subject: name, ExpiresAt: jwt.Timestamp(time.Now().Add(time.Hour).Unix())})
}

func init() {
	s := &server{}
	http.HandleFunc("/cristalhq1/parse", s.badParse)
	http.HandleFunc("/cristalhq1/checked", s.okChecked)
	http.HandleFunc("/cristalhq1/checks", s.badChecks)
	http.HandleFunc("/cristalhq1/expired", s.okExpired)
	http.HandleFunc("/cristalhq1/none", s.badNone)
	http.HandleFunc("/cristalhq1/unsigned", func(w http.ResponseWriter, r *http.Request) { _, _ = badUnsigned("1") })
	http.HandleFunc("/cristalhq1/builder", func(w http.ResponseWriter, r *http.Request) { _, _ = badUnsignedBuilder("1") })
	http.HandleFunc("/cristalhq1/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndless(nil, "1") })
	http.HandleFunc("/cristalhq1/expires", func(w http.ResponseWriter, r *http.Request) { _, _ = okExpires(nil, "1") })
}
