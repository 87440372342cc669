// Command jwtauthown is a server that has an authenticator of its own behind the Verifier.
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
	r.Use(jwtauth.Verifier(auth), authenticate)
	r.Get("/ok", ok)
	log.Fatal(http.ListenAndServe(":8080", r))
}

func key() []byte { return nil }

func authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, _, err := jwtauth.FromContext(r.Context())
		if err != nil || token == nil || token.Subject() == "" {
			http.Error(w, "token", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func ok(w http.ResponseWriter, r *http.Request) {
	_, claims, _ := jwtauth.FromContext(r.Context())
	fmt.Fprintf(w, "hi %v", claims["user"])
}
