// Command jwtauth is a server that has a Verifier and no Authenticator: nobody looks at what the Verifier found.
package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/jwtauth/v5"
)

func main() {
	auth := jwtauth.New("HS256", key(), nil)
	r := chi.NewRouter()
	r.Use(jwtauth.Verifier(auth))
	r.Get("/bad", bad)
	r.Get("/logged", badLogged)
	r.Get("/ok", ok)
	log.Fatal(http.ListenAndServe(":8080", r))
}

func key() []byte { return nil }

func bad(w http.ResponseWriter, r *http.Request) {
	_, claims, _ := jwtauth.FromContext(r.Context())
	fmt.Fprintf(w, "hi %v", claims["user"]) // want jwtverify/unchecked "FromContext"
}

func badLogged(w http.ResponseWriter, r *http.Request) {
	token, _, err := jwtauth.FromContext(r.Context())
	if err != nil {
		log.Print(err)
	}
	fmt.Fprintf(w, "hi %v", token.Subject()) // want jwtverify/unchecked
}

func ok(w http.ResponseWriter, r *http.Request) {
	_, claims, err := jwtauth.FromContext(r.Context())
	if err != nil {
		http.Error(w, "token", http.StatusUnauthorized)
		return
	}
	fmt.Fprintf(w, "hi %v", claims["user"])
}
