// Package validators has functions and tables that decide who comes in.
package validators

import (
	"crypto/subtle"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2/middleware/basicauth"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// Functions that a middleware asks: what they take is a password or a key, whatever they call it.
func badValidators(e *echo.Echo) {
	e.Use(middleware.BasicAuth(func(u, p string, _ echo.Context) (bool, error) {
		if u == "joe" && p == "redpoll" { // want hardcodedsecret/credential
			return true, nil
		}
		return false, nil
	}))
	e.Use(middleware.BasicAuth(func(_, p string, _ echo.Context) (bool, error) {
		return subtle.ConstantTimeCompare([]byte(p), []byte("brambling")) == 1, nil // want hardcodedsecret/credential
	}))
	e.Use(middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: badValid}))
	e.Use(middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: func(in string, _ echo.Context) (bool, error) {
		return in == "valid-kay-9281", nil // want hardcodedsecret/credential
	}}))
}

func badValid(in string, _ echo.Context) (bool, error) {
	return in == "valid-key-9281", nil // want hardcodedsecret/credential
}

var badAuthorizer = basicauth.Config{Authorizer: func(name, word string) bool {
	return word == "goosander" // want hardcodedsecret/credential
}}

func okKind(kind string) bool { return kind == "goosander" }

// A table of who may come in.
var badUsers = map[string]string{
	"alice": "skua-great", // want hardcodedsecret/credential
}

func badLogin(w http.ResponseWriter, r *http.Request) {
	u, p := r.FormValue("username"), r.FormValue("password")
	if want, ok := badUsers[u]; !ok || want != p {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

var badKeys = map[string]bool{
	"k-9f8e7d6c5b4a": true, // want hardcodedsecret/credential
}

func badMember(w http.ResponseWriter, r *http.Request) {
	if !badKeys[r.Header.Get("X-API-Key")] {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

var okActions = map[string]bool{"token-refresh-2fa": true, "token-revoke-2fa": true}

func okAction(r *http.Request) bool { return okActions[r.FormValue("action")] }

var badList = []string{"k-1a2b3c4d5e6f"} // want hardcodedsecret/credential

func badListed(r *http.Request) bool { return slices.Contains(badList, r.Header.Get("X-Api-Key")) }

func okListed(method string) bool { return slices.Contains([]string{"S256-x1y2", "plain"}, method) }

// A header of the API's own.
func badHeader(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Admin-Token") != "letadminsin" { // want hardcodedsecret/credential
		w.WriteHeader(http.StatusForbidden)
	}
}

// What is read before it is compared: a cookie, a parameter.
func badRead(w http.ResponseWriter, c *gin.Context) {
	if c.GetHeader("X-Token") != "fake-super-secret-token" { // want hardcodedsecret/credential
		w.WriteHeader(http.StatusForbidden)
	}
	if c.Query("token") != "barnacle" { // want hardcodedsecret/credential
		w.WriteHeader(http.StatusForbidden)
	}
	if key, _ := c.Cookie("auth"); key != "brent-goose-77" { // want hardcodedsecret/credential
		w.WriteHeader(http.StatusForbidden)
	}
	if c.Query("token_type") != "bearer-goose" || c.Query("page") != "brent-goose-77" {
		w.WriteHeader(http.StatusForbidden)
	}
}

// Use puts the cases to use.
func Use(w http.ResponseWriter, r *http.Request) {
	badValidators(echo.New())
	badLogin(w, r)
	badMember(w, r)
	badHeader(w, r)
	badRead(w, &gin.Context{Request: r})
	_ = []any{badAuthorizer, okKind(r.FormValue("kind")), okAction(r), badListed(r), okListed(r.FormValue("method"))}
}
