// Package golangjwt5 holds cases that are not met yet.
package golangjwt5

import (
	"fmt"
	"net/http"

	"github.com/golang-jwt/jwt/v5"
	"github.com/golang-jwt/jwt/v5/request"
)

// badWithClaims has the claims filled by an option.
func badWithClaims(w http.ResponseWriter, r *http.Request) {
	claims := &jwt.RegisteredClaims{}
	_, _ = request.ParseFromRequest(r, request.HeaderExtractor{"X-Open"}, func(*jwt.Token) (any, error) { return nil, nil }, request.WithClaims(claims))
	fmt.Fprint(w, claims.Subject) // want jwtverify/unchecked
}

func init() { http.HandleFunc("/open/claims", badWithClaims) }
