// Command flagstore sets the flags of a session store one by one.
package main

import (
	"net/http"
	"os"
	"time"

	"github.com/gorilla/sessions"
)

func main() {
	store := sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))
	store.Options.HttpOnly = true
	http.HandleFunc("/login", func(w http.ResponseWriter, r *http.Request) {
		s, _ := store.Get(r, "session")
		_ = s.Save(r, w)
	})
	srv := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}
