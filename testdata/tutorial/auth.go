package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/bcrypt"
)

// claims are what a token says of its user.
type claims struct {
	jwt.RegisteredClaims
	Role string `json:"role"`
}

// login checks a password and sets the cookie with the user's token.
func (s *server) login(w http.ResponseWriter, r *http.Request) {
	var in struct{ Name, Password string }
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&in); err != nil {
		http.Error(w, "malformed request", http.StatusBadRequest)
		return
	}
	u, err := s.store.user(r.Context(), in.Name)
	if err != nil || bcrypt.CompareHashAndPassword(u.Hash, []byte(in.Password)) != nil {
		slog.Warn("login failed", "name", in.Name)
		http.Error(w, "wrong name or password", http.StatusUnauthorized)
		return
	}
	s.issue(w, u.ID, u.Role)
}

// issue signs a token and sets it as a cookie.
func (s *server) issue(w http.ResponseWriter, id, role string) {
	now := time.Now()
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, &claims{
		RegisteredClaims: jwt.RegisteredClaims{Subject: id, IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(time.Hour))},
		Role:             role,
	})
	signed, err := token.SignedString(s.key)
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "session", Value: signed, Path: "/", MaxAge: 3600, HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode})
}

// verify checks signature and expiry of a token and returns its claims.
func (s *server) verify(raw string) (*claims, error) {
	c := &claims{}
	_, err := jwt.ParseWithClaims(raw, c, func(*jwt.Token) (any, error) { return s.key, nil },
		jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired())
	if err != nil {
		return nil, err
	}
	return c, nil
}

// refresh replaces a token by a new one.
func (s *server) refresh(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie("session")
	if err != nil {
		http.Error(w, "login required", http.StatusUnauthorized)
		return
	}
	c, err := s.verify(cookie.Value)
	if err != nil {
		http.Error(w, "login required", http.StatusUnauthorized)
		return
	}
	s.issue(w, c.Subject, c.Role)
}

// refreshApp replaces the token of the app, which sends it in a form, by a new one.
//
// Bad: the token is decoded, but its signature is not verified, so anybody can write a token and become any user.
func (s *server) refreshApp(w http.ResponseWriter, r *http.Request) {
	c := &claims{}
	if _, _, err := jwt.NewParser().ParseUnverified(r.FormValue("token"), c); err != nil {
		http.Error(w, "login required", http.StatusUnauthorized)
		return
	}
	s.issue(w, c.Subject, c.Role)
}
