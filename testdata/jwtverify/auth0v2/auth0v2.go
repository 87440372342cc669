// Package auth0v2 pins the checks on github.com/auth0/go-jwt-middleware/v2, whose validator wants algorithm, issuer and
// audience.
package auth0v2

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"time"

	jwtmiddleware "github.com/auth0/go-jwt-middleware/v2"
	"github.com/auth0/go-jwt-middleware/v2/jwks"
	"github.com/auth0/go-jwt-middleware/v2/validator"
	"github.com/golang-jwt/jwt/v5"
)

// CustomClaims are checked by the validator too.
type CustomClaims struct {
	Scope string `json:"scope"`
}

// Validate accepts any scope.
func (CustomClaims) Validate(context.Context) error { return nil }

func okMiddleware(issuer *url.URL) (func(http.Handler) http.Handler, error) {
	provider := jwks.NewCachingProvider(issuer, 5*time.Minute)
	v, err := validator.New(provider.KeyFunc, validator.RS256, issuer.String(), []string{"shop"},
		validator.WithCustomClaims(func() validator.CustomClaims { return &CustomClaims{} }), validator.WithAllowedClockSkew(time.Minute))
	if err != nil {
		return nil, err
	}
	return jwtmiddleware.New(v.ValidateToken).CheckJWT, nil
}

func okUser(w http.ResponseWriter, r *http.Request) {
	claims, ok := r.Context().Value(jwtmiddleware.ContextKey{}).(*validator.ValidatedClaims)
	if !ok {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, claims.RegisteredClaims.Subject)
}

// badIgnored validates by itself.
func badIgnored(v *validator.Validator) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		claims, err := v.ValidateToken(r.Context(), r.FormValue("auth0v2_ignored"))
		if err != nil {
			fmt.Println(err)
		}
		if c, ok := claims.(*validator.ValidatedClaims); ok {
			fmt.Fprint(w, c.RegisteredClaims.Subject) // want jwtverify/unchecked
		}
	}
}

func okValidate(v *validator.Validator) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		claims, err := v.ValidateToken(r.Context(), r.FormValue("auth0v2_ok"))
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		fmt.Fprint(w, claims.(*validator.ValidatedClaims).RegisteredClaims.Subject)
	}
}

// badOwn takes the place of the validator, and decodes.
func badOwn(ctx context.Context, raw string) (interface{}, error) {
	claims := &jwt.RegisteredClaims{}
	if _, _, err := jwt.NewParser().ParseUnverified(raw, claims); err != nil { // want jwtverify/unverified
		return nil, err
	}
	if claims.Subject == "" {
		return nil, errors.New("subject")
	}
	return claims, nil
}

func badKey(issuer string) (*validator.Validator, error) {
	return validator.New(func(context.Context) (interface{}, error) {
		return []byte(os.Getenv("AUTH0V2_UNCHECKED_KEY")), nil // want jwtverify/key
	}, validator.HS256, issuer, []string{"shop"})
}

func init() {
	mw, err := okMiddleware(&url.URL{Scheme: "https", Host: "id.example"})
	if err != nil {
		panic(err)
	}
	v, err := badKey("id")
	if err != nil {
		panic(err)
	}
	http.Handle("/auth0v2/ok", mw(http.HandlerFunc(okUser)))
	http.Handle("/auth0v2/own", jwtmiddleware.New(badOwn).CheckJWT(http.HandlerFunc(okUser)))
	http.HandleFunc("/auth0v2/ignored", badIgnored(v))
	http.HandleFunc("/auth0v2/validate", okValidate(v))
}
