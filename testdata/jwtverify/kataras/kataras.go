// Package kataras pins the checks on github.com/kataras/jwt, which verifies under the algorithm that its caller names.
package kataras

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/kataras/jwt"
)

type userClaims struct {
	jwt.Claims
	Username string `json:"username"`
}

type server struct {
	key   []byte
	keys  jwt.Keys
	users map[string]string
}

// badDecode reads a name of a token that is decoded.
func (s *server) badDecode(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.Decode([]byte(r.Header.Get("X-Kataras-Decode"))) // want jwtverify/unverified "only decodes"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims userClaims
	if err := token.Claims(&claims); err != nil {
		return
	}
	fmt.Fprint(w, s.users[claims.Username])
}

// okKid decodes the token to find its key's id, and verifies it.
func (s *server) okKid(w http.ResponseWriter, r *http.Request) {
	raw := []byte(r.FormValue("kataras_kid"))
	token, err := jwt.Decode(raw)
	if err != nil {
		return
	}
	var peek struct {
		Issuer string `json:"iss"`
	}
	if err := token.Claims(&peek); err != nil {
		return
	}
	verified, err := jwt.Verify(jwt.HS256, []byte(s.users[peek.Issuer]), raw)
	if err != nil {
		return
	}
	fmt.Fprint(w, verified.StandardClaims.Subject)
}

func (s *server) okVerify(w http.ResponseWriter, r *http.Request) {
	raw := strings.TrimPrefix(r.Header.Get("X-Kataras-Verify"), "Bearer ")
	verified, err := jwt.Verify(jwt.HS256, s.key, []byte(raw), jwt.Expected{Issuer: "id"})
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims userClaims
	if err := verified.Claims(&claims); err != nil {
		return
	}
	fmt.Fprint(w, s.users[claims.Username])
}

// badIgnored reads the payload whatever Verify says.
func (s *server) badIgnored(w http.ResponseWriter, r *http.Request) {
	verified, _ := jwt.Verify(jwt.HS256, s.key, []byte(r.FormValue("kataras_ignored")))
	if verified == nil {
		return
	}
	_, _ = w.Write(verified.Payload) // want jwtverify/unchecked
}

// badKeys fills the claims of a set of keys, and forgets the error.
func (s *server) badKeys(w http.ResponseWriter, r *http.Request) {
	var claims userClaims
	if err := s.keys.VerifyToken([]byte(r.FormValue("kataras_keys")), &claims); err != nil {
		fmt.Println(err)
	}
	fmt.Fprint(w, s.users[claims.Username]) // want jwtverify/unchecked
}

func (s *server) okKeys(w http.ResponseWriter, r *http.Request) {
	var claims userClaims
	switch err := s.keys.VerifyToken([]byte(r.FormValue("kataras_okkeys")), &claims); {
	case errors.Is(err, jwt.ErrExpired):
		w.WriteHeader(http.StatusUnauthorized)
	case err != nil:
		w.WriteHeader(http.StatusForbidden)
	default:
		fmt.Fprint(w, s.users[claims.Username])
	}
}

// badNone verifies no signature.
func (s *server) badNone(w http.ResponseWriter, r *http.Request) {
	verified, err := jwt.Verify(jwt.NONE, nil, []byte(r.FormValue("kataras_none"))) // want jwtverify/none "accepts"
	if err != nil {
		return
	}
	fmt.Fprint(w, verified.StandardClaims.Subject)
}

// badSwitchable can be told to.
func (s *server) badSwitchable(raw string, dev bool) error {
	alg := jwt.HS256
	if dev {
		alg = jwt.NONE
	}
	_, err := jwt.Verify(alg, s.key, []byte(raw)) // want jwtverify/none
	return err
}

func badUnsigned(name string) ([]byte, error) {
	return jwt.Sign(jwt.NONE, nil, userClaims{Username: name}, jwt.MaxAge(time.Hour)) // want jwtverify/none "without a signature"
}

func (s *server) badEndless(name string) ([]byte, error) {
	return jwt.Sign(jwt.HS256, s.key, userClaims{Username: name}) // want jwtverify/claims "never expires"
}

func (s *server) badEndlessMap(name string) ([]byte, error) {
	return jwt.Sign(jwt.HS256, s.key, jwt.Map{"username": name}) // want jwtverify/claims "never expires"
}

func (s *server) okMaxAge(name string) ([]byte, error) {
	return jwt.Sign(jwt.HS256, s.key, userClaims{Username: name}, jwt.MaxAge(15*time.Minute))
}

func (s *server) okExpiry(name string) ([]byte, error) {
	claims := userClaims{Username: name, Claims: jwt.Claims{Expiry: time.Now().Add(time.Hour).Unix()}}
	return jwt.Sign(jwt.HS256, s.key, claims)
}

func badKey(raw []byte) error {
	_, err := jwt.Verify(jwt.HS256, []byte(os.Getenv("KATARAS_UNCHECKED_KEY")), raw) // want jwtverify/key
	return err
}

func init() {
	s := &server{}
	http.HandleFunc("/kataras/decode", s.badDecode)
	http.HandleFunc("/kataras/kid", s.okKid)
	http.HandleFunc("/kataras/verify", s.okVerify)
	http.HandleFunc("/kataras/ignored", s.badIgnored)
	http.HandleFunc("/kataras/keys", s.badKeys)
	http.HandleFunc("/kataras/okkeys", s.okKeys)
	http.HandleFunc("/kataras/none", s.badNone)
	http.HandleFunc("/kataras/switch", func(w http.ResponseWriter, r *http.Request) {
		_ = s.badSwitchable(r.FormValue("kataras_switch"), r.FormValue("dev") != "")
	})
	http.HandleFunc("/kataras/unsigned", func(w http.ResponseWriter, r *http.Request) { _, _ = badUnsigned("1") })
	http.HandleFunc("/kataras/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badEndless("1") })
	http.HandleFunc("/kataras/map", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badEndlessMap("1") })
	http.HandleFunc("/kataras/age", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okMaxAge("1") })
	http.HandleFunc("/kataras/expiry", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okExpiry("1") })
	http.HandleFunc("/kataras/key", func(w http.ResponseWriter, r *http.Request) { _ = badKey([]byte(r.FormValue("kataras_key"))) })
}
