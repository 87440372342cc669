// Package auth0 pins the checks on github.com/auth0/go-jwt-middleware, version 1.
package auth0

import (
	"crypto/rsa"
	"errors"
	"fmt"
	"net/http"
	"os"

	jwtmiddleware "github.com/auth0/go-jwt-middleware"
	"github.com/dgrijalva/jwt-go"
)

func okMethod(public *rsa.PublicKey) *jwtmiddleware.JWTMiddleware {
	return jwtmiddleware.New(jwtmiddleware.Options{
		ValidationKeyGetter: func(token *jwt.Token) (interface{}, error) { return public, nil },
		SigningMethod:       jwt.SigningMethodRS256,
	})
}

// badMethod names none: any will do.
func badMethod(public *rsa.PublicKey) *jwtmiddleware.JWTMiddleware {
	return jwtmiddleware.New(jwtmiddleware.Options{
		ValidationKeyGetter: func(token *jwt.Token) (interface{}, error) {
			if !token.Claims.(jwt.MapClaims).VerifyAudience("shop", true) {
				return token, errors.New("audience")
			}
			return public, nil // want jwtverify/algorithm
		},
	})
}

func badNone() *jwtmiddleware.JWTMiddleware {
	return jwtmiddleware.New(jwtmiddleware.Options{
		ValidationKeyGetter: func(token *jwt.Token) (interface{}, error) {
			if token.Header["alg"] == "none" {
				return jwt.UnsafeAllowNoneSignatureType, nil // want jwtverify/none
			}
			return []byte{}, nil
		},
	})
}

// okUser is behind the middleware.
func okUser(w http.ResponseWriter, r *http.Request) {
	token, ok := r.Context().Value("user").(*jwt.Token)
	if !ok {
		return
	}
	fmt.Fprint(w, token.Claims.(jwt.MapClaims)["sub"])
}

// badExtracted takes the token by the middleware's extractor, and decodes it.
func badExtracted(w http.ResponseWriter, r *http.Request) {
	raw, err := jwtmiddleware.FromAuthHeader(r)
	if err != nil {
		return
	}
	token, _, err := new(jwt.Parser).ParseUnverified(raw, jwt.MapClaims{}) // want jwtverify/unverified
	if err != nil {
		return
	}
	fmt.Fprint(w, token.Claims.(jwt.MapClaims)["sub"])
}

func badKey() *jwtmiddleware.JWTMiddleware {
	return jwtmiddleware.New(jwtmiddleware.Options{
		ValidationKeyGetter: func(token *jwt.Token) (interface{}, error) {
			return []byte(os.Getenv("AUTH0_UNCHECKED_KEY")), nil // want jwtverify/key
		},
		SigningMethod: jwt.SigningMethodHS256,
	})
}

func init() {
	http.Handle("/auth0/method", okMethod(nil).Handler(http.HandlerFunc(okUser)))
	http.Handle("/auth0/bad", badMethod(nil).Handler(http.HandlerFunc(okUser)))
	http.Handle("/auth0/none", badNone().Handler(http.HandlerFunc(okUser)))
	http.Handle("/auth0/key", badKey().Handler(http.HandlerFunc(okUser)))
	http.HandleFunc("/auth0/extracted", badExtracted)
}
