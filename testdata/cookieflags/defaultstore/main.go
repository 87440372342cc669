// Command defaultstore keeps a session store as its library makes it.
package main

import (
	"net/http"
	"os"
	"time"

	"github.com/gorilla/sessions"
)

func main() {
	store := sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY"))) // want cookieflags/default "is without HttpOnly unless its options say otherwise"
	http.HandleFunc("/login", func(w http.ResponseWriter, r *http.Request) {
		s, _ := store.Get(r, "session")
		s.Values["user"] = r.FormValue("user")
		_ = s.Save(r, w)
	})
	srv := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}
