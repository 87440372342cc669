package main

import (
	"context"
	"log/slog"
	"net/http"
	"time"
)

type userKey struct{}

// requireUser lets only requests with a valid token pass, and stores its claims in the context.
func (s *server) requireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie("session")
		if err != nil {
			http.Error(w, "login required", http.StatusUnauthorized)
			return
		}
		user, err := s.verify(cookie.Value)
		if err != nil {
			http.Error(w, "login required", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, user)))
	})
}

// requireAdmin lets only administrators pass; it follows requireUser.
func requireAdmin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, ok := r.Context().Value(userKey{}).(*claims); !ok || user.Role != "admin" {
			http.Error(w, "administrators only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// allowAny lets pages of other origins read the answers.
//
// Bad: it accepts every origin, with the user's cookie, so any page that a user visits can read the user's notes.
func allowAny(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		next.ServeHTTP(w, r)
	})
}

var origins = map[string]bool{"https://notes.example.com": true, "https://app.example.com": true}

// allowListed lets pages of the listed origins read the answers.
func allowListed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origins[origin] {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
			w.Header().Add("Vary", "Origin")
		}
		next.ServeHTTP(w, r)
	})
}

// logHeaders logs the requests.
//
// Bad: the headers include the cookie with the user's token, so who reads the log can act as any user.
func logHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		slog.Info("request", "method", r.Method, "path", r.URL.Path, "headers", r.Header)
		next.ServeHTTP(w, r)
	})
}

// logRequests logs the requests, and whether they came with a token instead of the token.
func logRequests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		next.ServeHTTP(w, r)
		cookie, err := r.Cookie("session")
		slog.Info("request", "method", r.Method, "path", r.URL.Path, "session", err == nil && cookie.Value != "", "took", time.Since(start))
	})
}
