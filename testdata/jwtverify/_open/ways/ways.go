// Package ways holds cases that are not met yet.
package ways

import (
	"fmt"
	"net/http"

	"github.com/golang-jwt/jwt/v4"
)

func key(*jwt.Token) (interface{}, error) { return nil, nil }

// badShadowed looks at another error of the same name: the claims are filled in a branch, and used behind it.
func badShadowed(w http.ResponseWriter, r *http.Request) {
	var err error
	claims := jwt.MapClaims{}
	if raw := r.FormValue("open_shadowed"); raw != "" {
		_, err := jwt.ParseWithClaims(raw, claims, key)
		_ = err
	}
	if err != nil {
		return
	}
	fmt.Fprint(w, claims["sub"]) // want jwtverify/unchecked
}

func init() { http.HandleFunc("/open/shadowed", badShadowed) }
