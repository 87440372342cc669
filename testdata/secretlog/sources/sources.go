// Package sources logs secrets of each kind of source.
package sources

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/mux"
	"github.com/spf13/viper"
	"golang.org/x/oauth2"
	"golang.org/x/term"
)

func badEnvironment() {
	log.Print(os.Getenv("JWT_SECRET")) // want secretlog/credential "JWT_SECRET"
	key := os.Getenv("STRIPE_API_KEY")
	log.Printf("key %s", key) // want secretlog/credential "STRIPE_API_KEY"
	if v, ok := os.LookupEnv("DB_PASSWORD"); ok {
		log.Print(v) // want secretlog/credential
	}
}

func badSettings(v *viper.Viper) {
	log.Print(viper.GetString("database.password")) // want secretlog/credential
	log.Print(v.GetString("jwt.secret"))            // want secretlog/credential
}

func badForms(r *http.Request) {
	log.Print(r.FormValue("password"))           // want secretlog/credential
	log.Print(r.PostForm.Get("password"))        // want secretlog/credential
	log.Print(r.URL.Query().Get("access_token")) // want secretlog/credential
	log.Print(mux.Vars(r)["resetToken"])         // want secretlog/credential
	log.Print(r.Form["password"])                // want secretlog/credential
	log.Print(r.PathValue("api_key"))            // want secretlog/credential
}

func badOAuth(ctx context.Context, c *oauth2.Config, code string) {
	tok, err := c.Exchange(ctx, code)
	if err != nil {
		log.Print(err)
		return
	}
	log.Print(tok.AccessToken)       // want secretlog/credential
	log.Print(tok.RefreshToken)      // want secretlog/credential
	log.Printf("token: %+v", tok)    // want secretlog/struct
	log.Print(tok.Extra("id_token")) // want secretlog/credential
	log.Print(c.ClientSecret)        // want secretlog/credential
	log.Print(c.ClientID, tok.Expiry)
}

func badJWT(key []byte) {
	t := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "x"})
	signed, err := t.SignedString(key)
	if err != nil {
		return
	}
	log.Print(signed) // want secretlog/credential "SignedString"
}

func badTerminal() {
	pw, err := term.ReadPassword(0)
	if err != nil {
		return
	}
	log.Printf("%s", pw) // want secretlog/credential
}

type user struct {
	Name          string
	Password      string
	APIToken      string
	TOTPSecret    string
	RecoveryCodes []string
}

func (u *user) GetPassword() string { return u.Password }

func newAPIKey() string { return fmt.Sprint(time.Now().UnixNano()) }

// GenerateToken returns one.
func GenerateToken(n int) (string, error) { return os.Args[n], nil }

func badFields(u *user) {
	log.Print(u.Password)   // want secretlog/credential "user.Password"
	log.Print(u.APIToken)   // want secretlog/credential
	log.Print(u.TOTPSecret) // want secretlog/credential
}

func badFunctions(u *user) {
	log.Print(u.GetPassword()) // want secretlog/credential
	token, _ := GenerateToken(1)
	log.Print("token ", token) // want secretlog/credential
	tok, _ := GenerateToken(1)
	log.Print(tok) // want secretlog/credential
}

// a variable that says what it holds.
func badVariables(load func(string) string) {
	apiKey := load("x")
	log.Print(apiKey) // want secretlog/credential
	var clientSecret string
	clientSecret = load("y")
	log.Print(clientSecret) // want secretlog/credential
	const fixed = "Kx82-ll0P_q9"
	password := fixed
	log.Print(password)
}

// globals hold secrets.
var (
	signingKey string
	jwtSecret  = os.Getenv("X")
	password   = "hunter2hunter2"
)

// Setup fills one.
func Setup(k string) { signingKey = k }

func badGlobals() {
	log.Print(signingKey) // want secretlog/credential
	log.Print(jwtSecret)  // want secretlog/credential
	log.Print(password)   // want secretlog/credential
}

// keys of maps and log lines.
func badKeys(m map[string]string, p string, n string) {
	log.Print(m["password"])              // want secretlog/credential
	log.Printf("password=%s", p)          // want secretlog/credential
	log.Println("password:", p)           // want secretlog/credential
	log.Printf("user=%s secret=%q", n, p) // want secretlog/credential
}
