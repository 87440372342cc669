// Package logins begins logins with OAuth.
package logins

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"os"

	"golang.org/x/oauth2"
)

const constant = "state"

var variable = "random-string"

// Login holds what logins need.
type Login struct{ conf *oauth2.Config }

// Run registers the logins.
func (l *Login) Run(mux *http.ServeMux) {
	mux.HandleFunc("/a", l.badLiteral)
	mux.HandleFunc("/b", l.badVariable)
	mux.HandleFunc("/c", l.badHelper)
	mux.HandleFunc("/d", l.okDrawn)
	mux.HandleFunc("/e", l.okChallenge)
	mux.HandleFunc("/f", l.okChallengeParam)
	mux.HandleFunc("/g", l.okSent)
	mux.HandleFunc("/h", l.badOtherParam)
	mux.HandleFunc("/i", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, l.conf.AuthCodeURL(constant), http.StatusFound) // want csrf/state
	})
	mux.HandleFunc("/j", l.lowLocal)
	mux.HandleFunc("/k", l.badRedirect)
	lowPrinted(l.conf)
}

func (l *Login) badLiteral(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, l.conf.AuthCodeURL("state-token", oauth2.AccessTypeOffline), http.StatusFound) // want csrf/state "is always the same"
}

func (l *Login) badVariable(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, l.conf.AuthCodeURL(variable), http.StatusFound) // want csrf/state
}

func (l *Login) badHelper(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, l.address(newState()), http.StatusFound)
}

func newState() string { return "abc" }

func (l *Login) address(state string) string {
	return l.conf.AuthCodeURL(state) // want csrf/state
}

func (l *Login) badOtherParam(w http.ResponseWriter, r *http.Request) {
	url := l.conf.AuthCodeURL("fixed", oauth2.SetAuthURLParam("prompt", "login")) // want csrf/state
	http.Redirect(w, r, url, http.StatusFound)
}

func (l *Login) okDrawn(w http.ResponseWriter, r *http.Request) {
	state := rand.Text()
	http.SetCookie(w, &http.Cookie{Name: "state", Value: state, HttpOnly: true, Secure: true})
	http.Redirect(w, r, l.conf.AuthCodeURL(state), http.StatusFound)
}

func (l *Login) okChallenge(w http.ResponseWriter, r *http.Request) {
	verifier := oauth2.GenerateVerifier()
	http.SetCookie(w, &http.Cookie{Name: "verifier", Value: verifier, HttpOnly: true, Secure: true})
	http.Redirect(w, r, l.conf.AuthCodeURL("state", oauth2.S256ChallengeOption(verifier)), http.StatusFound)
}

func (l *Login) okChallengeParam(w http.ResponseWriter, r *http.Request) {
	url := l.conf.AuthCodeURL("state", oauth2.AccessTypeOffline, oauth2.SetAuthURLParam("code_challenge", rand.Text()))
	http.Redirect(w, r, url, http.StatusFound)
}

func (l *Login) okSent(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, l.conf.AuthCodeURL(os.Getenv("PREFIX")+r.FormValue("next")), http.StatusFound)
}

// lowPrinted answers no request.
func lowPrinted(conf *oauth2.Config) {
	fmt.Println(conf.AuthCodeURL("state")) // want:low csrf/state
}

// lowLocal is a login of a program that its user runs.
func (l *Login) lowLocal(w http.ResponseWriter, r *http.Request) {
	conf := &oauth2.Config{ClientID: "id", RedirectURL: "http://localhost:8085/callback"}
	http.Redirect(w, r, conf.AuthCodeURL("state"), http.StatusFound) // want:low csrf/state
}

func (l *Login) badRedirect(w http.ResponseWriter, r *http.Request) {
	conf := &oauth2.Config{ClientID: "id", RedirectURL: "https://localhost.example.com/callback"}
	http.Redirect(w, r, conf.AuthCodeURL("state"), http.StatusFound) // want csrf/state
}
