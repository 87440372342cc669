// Package firebaseauth pins the checks on Firebase's ID tokens.
package firebaseauth

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"firebase.google.com/go/v4/auth"
	"github.com/golang-jwt/jwt/v5"
)

type verifier interface {
	VerifyIDToken(ctx context.Context, idToken string) (*auth.Token, error)
}

type server struct {
	client *auth.Client
	verify verifier
	users  map[string]string
}

func (s *server) okVerify(w http.ResponseWriter, r *http.Request) {
	token, err := s.client.VerifyIDTokenAndCheckRevoked(r.Context(), strings.TrimPrefix(r.Header.Get("X-Firebase-OK"), "Bearer "))
	if err != nil {
		http.Error(w, "token", http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[token.UID])
}

// badIgnored goes on without one.
func (s *server) badIgnored(w http.ResponseWriter, r *http.Request) {
	token, err := s.client.VerifyIDToken(r.Context(), r.Header.Get("X-Firebase-Ignored"))
	if err != nil {
		fmt.Println(err)
	}
	if token.Claims["admin"] == true { // want jwtverify/unchecked
		fmt.Fprint(w, "admin")
	}
}

// badInterface does so through an interface of its own.
func (s *server) badInterface(w http.ResponseWriter, r *http.Request) {
	token, _ := s.verify.VerifyIDToken(r.Context(), r.Header.Get("X-Firebase-Interface"))
	fmt.Fprint(w, s.users[token.UID]) // want jwtverify/unchecked
}

func (s *server) okCookie(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie("firebase_session")
	if err != nil {
		return
	}
	token, err := s.client.VerifySessionCookie(r.Context(), cookie.Value)
	if err != nil {
		return
	}
	fmt.Fprint(w, s.users[token.UID])
}

// badDecoded saves the round trip.
func (s *server) badDecoded(w http.ResponseWriter, r *http.Request) {
	claims := jwt.MapClaims{}
	if _, _, err := jwt.NewParser().ParseUnverified(r.Header.Get("X-Firebase-Decoded"), claims); err != nil { // want jwtverify/unverified
		return
	}
	fmt.Fprint(w, s.users[claims["user_id"].(string)])
}

func init() {
	s := &server{verify: &auth.Client{}}
	http.HandleFunc("/firebase/ok", s.okVerify)
	http.HandleFunc("/firebase/ignored", s.badIgnored)
	http.HandleFunc("/firebase/interface", s.badInterface)
	http.HandleFunc("/firebase/cookie", s.okCookie)
	http.HandleFunc("/firebase/decoded", s.badDecoded)
}
