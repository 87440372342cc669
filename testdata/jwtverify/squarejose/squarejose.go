// Package squarejose pins the checks on gopkg.in/square/go-jose.v2, which validates the times of claims only where it is told the time.
package squarejose

import (
	"fmt"
	"net/http"
	"os"
	"time"

	"gopkg.in/square/go-jose.v2"
	"gopkg.in/square/go-jose.v2/jwt"
)

type session struct {
	ID    string `json:"sid"`
	Admin bool   `json:"admin"`
}

type server struct {
	key      interface{}
	sessions map[string]string
}

func badUnsafe(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie("squarejose_unsafe")
	if err != nil {
		return
	}
	token, err := jwt.ParseSigned(cookie.Value)
	if err != nil {
		return
	}
	var s session
	if err := token.UnsafeClaimsWithoutVerification(&s); err != nil { // want jwtverify/unverified
		return
	}
	if s.Admin {
		fmt.Fprint(w, "secret")
	}
}

// badZeroTime validates the issuer, and no time: none is given.
func (s *server) badZeroTime(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseSigned(r.FormValue("squarejose_zero"))
	if err != nil {
		return
	}
	std, own := jwt.Claims{}, session{}
	if err := token.Claims(s.key, &std, &own); err != nil { // want jwtverify/claims "expiry"
		return
	}
	if err := std.Validate(jwt.Expected{Issuer: "id"}); err != nil {
		return
	}
	fmt.Fprint(w, s.sessions[own.ID])
}

func (s *server) okTime(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseSigned(r.FormValue("squarejose_time"))
	if err != nil {
		return
	}
	std, own := jwt.Claims{}, session{}
	if err := token.Claims(s.key, &std, &own); err != nil {
		return
	}
	if err := std.Validate(jwt.Expected{Issuer: "id", Time: time.Now()}); err != nil {
		return
	}
	fmt.Fprint(w, s.sessions[own.ID])
}

// okWithTime sets the time by a method.
func (s *server) okWithTime(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseSigned(r.FormValue("squarejose_with"))
	if err != nil {
		return
	}
	std, own := jwt.Claims{}, session{}
	if err := token.Claims(s.key, &std, &own); err != nil {
		return
	}
	expected := jwt.Expected{Issuer: "id"}
	if err := std.ValidateWithLeeway(expected.WithTime(time.Now()), time.Minute); err != nil {
		return
	}
	fmt.Fprint(w, s.sessions[own.ID])
}

func (s *server) badIgnored(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseSigned(r.FormValue("squarejose_ignored"))
	if err != nil {
		return
	}
	std, own := jwt.Claims{}, session{}
	if err := token.Claims(s.key, &std, &own); err != nil {
		fmt.Println(err)
	}
	if err := std.Validate(jwt.Expected{Time: time.Now()}); err != nil {
		return
	}
	fmt.Fprint(w, s.sessions[own.ID]) // want jwtverify/unchecked
}

func badOwnKey(raw string) ([]byte, error) {
	msg, err := jose.ParseSigned(raw)
	if err != nil {
		return nil, err
	}
	return msg.Verify(msg.Signatures[0].Protected.JSONWebKey) // want jwtverify/algorithm "own header"
}

func okKey(raw string, keys map[string]interface{}) ([]byte, error) {
	msg, err := jose.ParseSigned(raw)
	if err != nil {
		return nil, err
	}
	return msg.Verify(keys[msg.Signatures[0].Header.KeyID])
}

func badEndless(signer jose.Signer) (string, error) {
	std := jwt.Claims{Issuer: "id"}
	return jwt.Signed(signer).Claims(std).Claims(session{ID: "1"}).CompactSerialize() // want jwtverify/claims "never expires"
}

func okIssued(signer jose.Signer) (string, error) {
	std := jwt.Claims{Issuer: "id", Expiry: jwt.NewNumericDate(time.Now().Add(time.Hour))}
	return jwt.Signed(signer).Claims(std).Claims(session{ID: "1"}).CompactSerialize()
}

func badKey() (jose.Signer, error) {
	return jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: []byte(os.Getenv("SQUARE_UNCHECKED_KEY"))}, nil) // want jwtverify/key
}

func init() {
	s := &server{}
	http.HandleFunc("/squarejose/unsafe", badUnsafe)
	http.HandleFunc("/squarejose/zero", s.badZeroTime)
	http.HandleFunc("/squarejose/time", s.okTime)
	http.HandleFunc("/squarejose/with", s.okWithTime)
	http.HandleFunc("/squarejose/ignored", s.badIgnored)
	http.HandleFunc("/squarejose/own", func(w http.ResponseWriter, r *http.Request) { _, _ = badOwnKey(r.FormValue("squarejose_own")) })
	http.HandleFunc("/squarejose/ok", func(w http.ResponseWriter, r *http.Request) { _, _ = okKey(r.FormValue("squarejose_ok"), nil) })
	http.HandleFunc("/squarejose/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndless(nil) })
	http.HandleFunc("/squarejose/issued", func(w http.ResponseWriter, r *http.Request) { _, _ = okIssued(nil) })
	http.HandleFunc("/squarejose/key", func(w http.ResponseWriter, r *http.Request) { _, _ = badKey() })
}
