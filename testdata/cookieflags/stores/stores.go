// Package stores holds the options of session stores.
package stores

import (
	ginsessions "github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gorilla/sessions"
)

func badGorilla(key []byte) *sessions.CookieStore {
	store := sessions.NewCookieStore(key)
	store.Options = &sessions.Options{Path: "/", MaxAge: 86400} // want cookieflags/session "the session cookie is set without HttpOnly and Secure"
	return store
}

func okGorilla(key []byte) *sessions.CookieStore {
	store := sessions.NewCookieStore(key)
	store.Options = &sessions.Options{Path: "/", HttpOnly: true, Secure: true}
	return store
}

func okLogout(s *sessions.Session) {
	s.Options = &sessions.Options{Path: "/", MaxAge: -1}
}

func badGin(key []byte) ginsessions.Store {
	store := cookie.NewStore(key)
	store.Options(ginsessions.Options{MaxAge: 3600}) // want cookieflags/session
	return store
}

func okGin(key []byte) ginsessions.Store {
	store := cookie.NewStore(key)
	store.Options(ginsessions.Options{MaxAge: 3600, HttpOnly: true, Secure: true})
	return store
}
