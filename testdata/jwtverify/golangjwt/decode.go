// Package golangjwt pins which decoded tokens of golang-jwt are reported: those that a client sent and that nothing verifies.
package golangjwt

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

type userKey struct{}

type claims struct {
	Role string `json:"role"`
	jwt.RegisteredClaims
}

var keys = map[string][]byte{}

func badContext(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw := strings.TrimPrefix(r.Header.Get("X-Context-Token"), "Bearer ")
		token, _, err := jwt.NewParser().ParseUnverified(raw, jwt.MapClaims{}) // want jwtverify/unverified "only decodes the token"
		if err != nil {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		sub, _ := token.Claims.GetSubject()
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, sub)))
	})
}

func badRole(w http.ResponseWriter, r *http.Request) {
	c := &claims{}
	if _, _, err := new(jwt.Parser).ParseUnverified(r.FormValue("role_token"), c); err != nil { // want jwtverify/unverified
		return
	}
	if c.Role != "admin" {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	_, _ = w.Write([]byte("secret"))
}

func badReturned(r *http.Request) (string, error) {
	cookie, err := r.Cookie("session")
	if err != nil {
		return "", err
	}
	return subject(cookie.Value)
}

func subject(raw string) (string, error) {
	token, _, err := jwt.NewParser().ParseUnverified(raw, &claims{}) // want jwtverify/unverified
	if err != nil {
		return "", err
	}
	c, ok := token.Claims.(*claims)
	if !ok {
		return "", errors.New("claims")
	}
	return c.Subject, nil
}

// okPeek reads the key's id and verifies with that key.
func okPeek(w http.ResponseWriter, r *http.Request) {
	raw := r.URL.Query().Get("t")
	token, _, err := jwt.NewParser().ParseUnverified(raw, &claims{})
	if err != nil {
		return
	}
	kid, _ := token.Header["kid"].(string)
	c := &claims{}
	if _, err := jwt.ParseWithClaims(raw, c, func(*jwt.Token) (any, error) { return keys[kid], nil }); err != nil {
		return
	}
	_, _ = w.Write([]byte(c.Role))
}

// okIssuerInHelper: a helper reads the issuer, the caller verifies.
func okIssuerInHelper(w http.ResponseWriter, r *http.Request) {
	raw := r.URL.Query().Get("jwt")
	iss := issuer(raw)
	c := &claims{}
	if _, err := jwt.ParseWithClaims(raw, c, func(*jwt.Token) (any, error) { return keys[iss], nil }); err != nil {
		return
	}
	_, _ = w.Write([]byte(c.Role))
}

func issuer(raw string) string {
	c := &claims{}
	if _, _, err := jwt.NewParser().ParseUnverified(raw, c); err != nil {
		return ""
	}
	return c.Issuer
}

// okExpiry: when must the token be renewed?
func okExpiry(r *http.Request) bool {
	c := &claims{}
	if _, _, err := jwt.NewParser().ParseUnverified(r.PostFormValue("own"), c); err != nil {
		return false
	}
	return c.ExpiresAt.Before(time.Now())
}

// okVerifiedBefore decodes again what was verified.
func okVerifiedBefore(w http.ResponseWriter, r *http.Request) {
	raw := r.PostFormValue("verified")
	if !valid(raw) {
		return
	}
	c := &claims{}
	_, _, _ = jwt.NewParser().ParseUnverified(raw, c)
	_, _ = w.Write([]byte(c.Role))
}

func valid(raw string) bool {
	token, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return keys[""], nil })
	return err == nil && token.Valid
}

// okOwn decodes a token that the program got from a token endpoint.
func okOwn() string {
	resp, err := http.Get("https://id.example/token")
	if err != nil {
		return ""
	}
	c := &claims{}
	_, _, _ = jwt.NewParser().ParseUnverified(resp.Header.Get("Token"), c)
	return c.Subject
}

func init() {
	http.Handle("/context", badContext(http.NotFoundHandler()))
	http.HandleFunc("/role", badRole)
	http.HandleFunc("/returned", func(w http.ResponseWriter, r *http.Request) {
		if s, err := badReturned(r); err == nil {
			_, _ = w.Write([]byte(s))
		}
	})
	http.HandleFunc("/peek", okPeek)
	http.HandleFunc("/issuer", okIssuerInHelper)
	http.HandleFunc("/expiry", func(w http.ResponseWriter, r *http.Request) { okExpiry(r) })
	http.HandleFunc("/verified", okVerifiedBefore)
	http.HandleFunc("/own", func(w http.ResponseWriter, r *http.Request) { okOwn() })
}
