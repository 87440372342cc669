// Package cristalhq4 pins the checks on github.com/cristalhq/jwt/v4.
package cristalhq4

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/cristalhq/jwt/v4"
)

type service struct {
	verifier *jwt.HSAlg
	users    map[string]string
}

// newService makes signer and verifier of a key that the library refuses when it is empty.
func newService() *service {
	verifier, err := jwt.NewVerifierHS(jwt.HS256, []byte(os.Getenv("CRISTALHQ4_KEY")))
	if err != nil {
		panic(err)
	}
	return &service{verifier: verifier}
}

// badPeek hands the decoded claims on.
func badPeek(raw string) (map[string]any, error) {
	token, err := jwt.ParseNoVerify([]byte(raw)) // want jwtverify/unverified
	if err != nil {
		return nil, err
	}
	claims := map[string]any{}
	return claims, json.Unmarshal(token.Claims(), &claims)
}

// subject verifies, and hands claims and error on together.
func (s *service) subject(raw string) (string, error) {
	token, err := jwt.Parse([]byte(raw), s.verifier)
	if err != nil {
		return "", err
	}
	var claims jwt.RegisteredClaims
	if err := token.DecodeClaims(&claims); err != nil {
		return "", err
	}
	if !claims.IsValidAt(time.Now()) {
		return "", fmt.Errorf("expired: %v", claims.ExpiresAt)
	}
	return claims.Subject, nil
}

func (s *service) okSubject(w http.ResponseWriter, r *http.Request) {
	name, err := s.subject(r.Header.Get("X-Cristalhq4-Subject"))
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[name])
}

// badToken returns the token whatever Parse said, and its caller looks at no error.
func (s *service) badToken(w http.ResponseWriter, r *http.Request) {
	token, _ := s.parse(r.Header.Get("X-Cristalhq4-Token"))
	var claims jwt.RegisteredClaims
	if token == nil || json.Unmarshal(token.Claims(), &claims) != nil || !claims.IsValidAt(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject]) // want jwtverify/unchecked
}

func (s *service) parse(raw string) (*jwt.Token, error) {
	return jwt.Parse([]byte(raw), s.verifier)
}

// badConcrete calls the verifier of its own, and looks at no time.
func (s *service) badConcrete(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseNoVerify([]byte(r.Header.Get("X-Cristalhq4-Concrete")))
	if err != nil {
		return
	}
	if err := s.verifier.Verify(token); err != nil { // want jwtverify/claims "expired"
		return
	}
	var claims struct {
		Subject string `json:"sub"`
	}
	if err := token.DecodeClaims(&claims); err == nil {
		fmt.Fprint(w, s.users[claims.Subject])
	}
}

func badEndless(signer *jwt.HSAlg, name string) (string, error) {
	token, err := jwt.NewBuilder(signer).Build(&jwt.RegisteredClaims{Subject: name}) // want jwtverify/claims "never expires"
	if err != nil {
		return "", err
	}
	return token.String(), nil
}

func okExpires(signer *jwt.HSAlg, name string) (string, error) {
	claims := &jwt.RegisteredClaims{Subject: name, ExpiresAt: jwt.NewNumericDate(time.Now().Add(time.Minute))}
	token, err := jwt.NewBuilder(signer).Build(claims)
	if err != nil {
		return "", err
	}
	return token.String(), nil
}

func init() {
	s := newService()
	http.HandleFunc("/cristalhq4/peek", func(w http.ResponseWriter, r *http.Request) {
		if claims, err := badPeek(r.Header.Get("X-Cristalhq4-Peek")); err == nil {
			fmt.Fprint(w, claims["sub"])
		}
	})
	http.HandleFunc("/cristalhq4/subject", s.okSubject)
	http.HandleFunc("/cristalhq4/token", s.badToken)
	http.HandleFunc("/cristalhq4/concrete", s.badConcrete)
	http.HandleFunc("/cristalhq4/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndless(s.verifier, "1") })
	http.HandleFunc("/cristalhq4/expires", func(w http.ResponseWriter, r *http.Request) { _, _ = okExpires(s.verifier, "1") })
}
