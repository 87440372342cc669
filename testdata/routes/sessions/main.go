// Command sessions has middleware of net/http around sessions, which those who are not known have, too.
package main

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
)

func main() {
	m := http.NewServeMux()
	m.HandleFunc("GET /{$}", answer)           // route: GET /{$} sessions.answer [sessions.withSession sessions.checkForm] auth=no csrf=no
	m.HandleFunc("POST /login", answer)        // route: POST /login sessions.answer [sessions.withSession sessions.checkForm] auth=no csrf=yes
	m.HandleFunc("GET /shared/{code}", answer) // route: GET /shared/{code} sessions.answer [sessions.withSession sessions.checkForm] auth=no
	m.HandleFunc("GET /style/{name}", answer)  // route: GET /style/{name} sessions.answer [sessions.withSession sessions.checkForm] auth=no
	m.HandleFunc("GET /notes", answer)         // route: GET /notes sessions.answer [sessions.withSession sessions.checkForm] auth=yes csrf=no
	m.HandleFunc("POST /notes", answer)        // route: POST /notes sessions.answer [sessions.withSession sessions.checkForm] auth=yes csrf=yes
	mux := http.NewServeMux()
	mux.Handle("/", withSession(checkForm(m)))
	mux.Handle("GET /found", looksUp(h))     // route: GET /found sessions.answer [sessions.looksUp] auth=yes
	mux.Handle("GET /lost", loses(h))        // route: GET /lost sessions.answer [sessions.loses] auth=no
	mux.Handle("GET /verified", verifies(h)) // route: GET /verified sessions.answer [sessions.verifies] auth=yes
	mux.Handle("POST /forms", posts(h))      // route: POST /forms sessions.answer [sessions.posts] auth=yes
	mux.Handle("GET /forms", posts(h))       // route: GET /forms sessions.answer [sessions.posts] auth=no
	_ = http.ListenAndServe(":8080", mux)
}

var h = http.HandlerFunc(answer)

func answer(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }

type session struct {
	ID, Form string
	Hash     []byte
	User     *int64
}

func (s *session) known() bool { return s.User != nil }

// CSRF is what forms of the session hold.
func (s *session) CSRF() string { return s.Form }

type sessionKey struct{}

var byID map[string]*session

var errClosed = errors.New("closed")

func find(id string) (*session, error) {
	if byID == nil {
		return nil, errClosed
	}
	return byID[id], nil
}

func keep(s *session) error {
	if byID == nil {
		return errClosed
	}
	byID[s.ID] = s
	return nil
}

// load returns the session that the cookie proves; nil if there is none.
func load(r *http.Request) (*session, error) {
	c, err := r.Cookie("session")
	if err != nil {
		return nil, nil
	}
	id, secret, ok := strings.Cut(c.Value, ".")
	if !ok {
		return nil, nil
	}
	s, err := find(id)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(secret))
	if s == nil || subtle.ConstantTimeCompare(sum[:], s.Hash) != 1 {
		return nil, nil
	}
	return s, nil
}

func isStatic(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/style/") || strings.HasPrefix(r.URL.Path, "/script/")
}

func isPublic(r *http.Request) bool {
	switch r.URL.Path {
	case "/", "/login":
		return true
	}
	return strings.HasPrefix(r.URL.Path, "/help/") && strings.HasSuffix(r.URL.Path, "/page") || strings.HasPrefix(r.URL.Path, "/shared/")
}

func isKnown(r *http.Request) bool {
	s, ok := r.Context().Value(sessionKey{}).(*session)
	return ok && s.known()
}

// withSession begins a session where there is none, and sends those away who are not known from what is not public.
func withSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isStatic(r) {
			next.ServeHTTP(w, r)
			return
		}
		s, err := load(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		if s == nil {
			s = &session{ID: hex.EncodeToString([]byte(r.UserAgent()))}
			if err := keep(s); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
		}
		r = r.WithContext(context.WithValue(r.Context(), sessionKey{}, s))
		if !isKnown(r) && !isPublic(r) {
			http.Redirect(w, r, "/?next="+r.URL.Path, http.StatusFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// checkForm asks for the token of the session's forms where something is changed.
func checkForm(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodOptions:
		default:
			if !formIsOurs(w, r) {
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func formIsOurs(w http.ResponseWriter, r *http.Request) bool {
	s, ok := r.Context().Value(sessionKey{}).(*session)
	if !ok {
		http.Error(w, "no session", http.StatusBadRequest)
		return false
	}
	if subtle.ConstantTimeCompare([]byte(s.CSRF()), []byte(r.FormValue("csrf"))) == 1 {
		return true
	}
	http.Error(w, "not our form", http.StatusBadRequest)
	return false
}

// looksUp asks for the session that was found.
func looksUp(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := load(r)
		if err != nil || s == nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// loses forgets to ask whether one was found.
func loses(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := load(r)
		if err != nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), sessionKey{}, s)))
	})
}

func verified(r *http.Request) (*session, error) {
	s, err := load(r)
	if err != nil {
		return nil, err
	}
	if s == nil || !s.known() {
		return nil, errors.New("who are you?")
	}
	return s, nil
}

// verifies answers with an error of the server where the error is the client's.
func verifies(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := verified(r); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// posts asks who is there where something is changed.
func posts(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodOptions:
			next.ServeHTTP(w, r)
			return
		}
		if s, err := load(r); err != nil || s == nil || !s.known() {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
