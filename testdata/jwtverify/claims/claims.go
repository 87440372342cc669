// Package claims pins which checks of claims may be left out.
package claims

import (
	"net/http"
	"time"

	"github.com/golang-jwt/jwt/v4"
)

var secret []byte

func key(*jwt.Token) (interface{}, error) { return secret, nil }

type own struct {
	Name string
	jwt.StandardClaims
}

type flat struct {
	Name   string
	Expiry int64 `json:"exp"`
}

func (flat) Valid() error { return nil }

func badOff(raw string) error {
	_, err := jwt.Parse(raw, key, jwt.WithoutClaimsValidation()) // want jwtverify/claims "not checked"
	return err
}

func badField(raw string) error {
	p := &jwt.Parser{SkipClaimsValidation: true} // want jwtverify/claims
	_, err := p.Parse(raw, key)
	return err
}

func badEndlessMap() (string, error) {
	t := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "1"}) // want jwtverify/claims "never expires"
	return t.SignedString(secret)
}

func badEndlessStruct() (string, error) {
	t := jwt.NewWithClaims(jwt.SigningMethodHS256, own{Name: "a"}) // want jwtverify/claims "never expires"
	return t.SignedString(secret)
}

func badEndlessPointer() (string, error) {
	c := &jwt.StandardClaims{Subject: "1"}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(secret) // want jwtverify/claims
}

func okMap() (string, error) {
	c := jwt.MapClaims{}
	c["sub"] = "1"
	c["exp"] = time.Now().Add(time.Hour).Unix()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(secret)
}

func okStruct() (string, error) {
	c := own{Name: "a", StandardClaims: jwt.StandardClaims{ExpiresAt: time.Now().Add(time.Hour).Unix()}}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(secret)
}

func okLater() (string, error) {
	c := &own{Name: "a"}
	expire(c)
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(secret)
}

func expire(c *own) { c.ExpiresAt = time.Now().Add(time.Hour).Unix() }

func okFlat() (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, flat{Name: "a", Expiry: 7}).SignedString(secret)
}

func okParameter(c jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(secret)
}

func init() {
	http.HandleFunc("/claims", func(w http.ResponseWriter, r *http.Request) {
		raw := r.FormValue("token")
		_ = badOff(raw)
		_ = badField(raw)
		_, _ = badEndlessMap()
		_, _ = badEndlessStruct()
		_, _ = badEndlessPointer()
		_, _ = okMap()
		_, _ = okStruct()
		_, _ = okLater()
		_, _ = okFlat()
		_, _ = okParameter(own{StandardClaims: jwt.StandardClaims{ExpiresAt: time.Now().Unix()}})
	})
}
