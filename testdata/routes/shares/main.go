// Command shares gives out what somebody shares, with a password or without one.
package main

import (
	"crypto/subtle"
	"errors"
	"net/http"
)

type share struct {
	Owner, Password, Path string
}

func (s *share) usable() bool { return s.Path != "" }

var shares map[string]share

var (
	errMissing = errors.New("there is no such share")
	errRefused = errors.New("the password is wrong")
)

func main() {
	http.HandleFunc("GET /early/{id}", early)   // route: GET /early/{id} shares.early [] auth=conditional
	http.HandleFunc("GET /late/{id}", late)     // route: GET /late/{id} shares.late [] auth=conditional
	http.HandleFunc("GET /always/{id}", always) // route: GET /always/{id} shares.always [] auth=yes
	http.HandleFunc("POST /closed", closed)     // route: POST /closed shares.closed [] auth=yes
	_ = http.ListenAndServe(":8080", nil)
}

// admitted returns at once where there is no password.
func admitted(r *http.Request, s *share) (int, error) {
	if s.Password == "" {
		return 0, nil
	}
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Share-Password")), []byte(s.Password)) != 1 {
		return http.StatusUnauthorized, nil
	}
	return 0, nil
}

func early(w http.ResponseWriter, r *http.Request) {
	s := shares[r.PathValue("id")]
	if status, err := admitted(r, &s); status != 0 || err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	_, _ = w.Write([]byte(s.Path))
}

// found asks for the password on the way, where there is one.
func found(w http.ResponseWriter, r *http.Request) (share, error) {
	s, ok := shares[r.PathValue("id")]
	if !ok || !s.usable() {
		http.Error(w, "not found", http.StatusNotFound)
		return share{}, errMissing
	}
	if s.Password != "" {
		_, password, ok := r.BasicAuth()
		if !ok || subtle.ConstantTimeCompare([]byte(password), []byte(s.Password)) != 1 {
			http.Error(w, "no", http.StatusUnauthorized)
			return share{}, errRefused
		}
	}
	return s, nil
}

func late(w http.ResponseWriter, r *http.Request) {
	s, err := found(w, r)
	if err != nil {
		return
	}
	_, _ = w.Write([]byte(s.Path))
}

// owned asks for a password in any case: an empty one is none.
func owned(r *http.Request, s *share) error {
	if s.Password == "" {
		return errRefused
	}
	if _, password, ok := r.BasicAuth(); !ok || subtle.ConstantTimeCompare([]byte(password), []byte(s.Password)) != 1 {
		return errRefused
	}
	return nil
}

func always(w http.ResponseWriter, r *http.Request) {
	s := shares[r.PathValue("id")]
	if err := owned(r, &s); err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
		return
	}
	_, _ = w.Write([]byte(s.Path))
}

// closed is for those who are known, and then for a share of theirs.
func closed(w http.ResponseWriter, r *http.Request) {
	user, _, ok := r.BasicAuth()
	if !ok || !known(user, r.Header.Get("Authorization")) {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	s := shares[user]
	if status, err := admitted(r, &s); status != 0 || err != nil {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	delete(shares, user)
}

func known(user, token string) bool { return user != "" && token == shares[user].Password }
