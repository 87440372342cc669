// Package keyfuncs holds cases that are not met yet.
package keyfuncs

import (
	"crypto/rsa"
	"fmt"
	"net/http"

	"github.com/golang-jwt/jwt/v5"
)

// badLooks looks at the method, and returns the key all the same.
func badLooks(raw string, public *rsa.PublicKey) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if _, ok := t.Method.(*jwt.SigningMethodRSA); !ok {
			fmt.Println("method", t.Header["alg"])
		}
		return public, nil // want jwtverify/algorithm
	})
	return err
}

func init() {
	http.HandleFunc("/open/looks", func(w http.ResponseWriter, r *http.Request) { _ = badLooks(r.FormValue("open_looks"), nil) })
}
