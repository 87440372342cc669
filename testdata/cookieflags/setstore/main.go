// Command setstore sets a session store up, in another function.
package main

import (
	"net/http"
	"os"
	"time"

	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
)

func main() {
	r := gin.New()
	r.Use(sessions.Sessions("session", secured(cookie.NewStore([]byte(os.Getenv("SESSION_KEY"))))))
	srv := &http.Server{Addr: ":8080", Handler: r, ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}

func secured(store sessions.Store) sessions.Store {
	store.Options(sessions.Options{Path: "/", HttpOnly: true, Secure: true})
	return store
}
