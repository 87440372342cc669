// Package form3tech pins the checks on github.com/form3tech-oss/jwt-go, a fork of dgrijalva's.
package form3tech

import (
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/form3tech-oss/jwt-go"
	"github.com/form3tech-oss/jwt-go/request"
)

// Jwks is what a provider publishes.
type Jwks struct {
	Keys []JSONWebKeys `json:"keys"`
}

// JSONWebKeys is one key.
type JSONWebKeys struct {
	Kid string   `json:"kid"`
	X5c []string `json:"x5c"`
}

type customClaims struct {
	Scope string `json:"scope"`
	jwt.StandardClaims
}

// badScope checks a scope that nobody signed for.
func badScope(w http.ResponseWriter, r *http.Request) {
	token, _, _ := new(jwt.Parser).ParseUnverified(r.Header.Get("X-Form3-Scope"), &customClaims{}) // want jwtverify/unverified
	if claims, ok := token.Claims.(*customClaims); !ok || claims.Scope != "read" {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	fmt.Fprint(w, "data")
}

// okScope reads the scope of a token that is verified by the function that it calls first.
func okScope(w http.ResponseWriter, r *http.Request) {
	raw := r.Header.Get("X-Form3-OKScope")
	if _, err := jwt.Parse(raw, pemCert); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if !hasScope("read", raw) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	fmt.Fprint(w, "data")
}

func hasScope(scope, raw string) bool {
	token, _, err := new(jwt.Parser).ParseUnverified(raw, &customClaims{})
	if err != nil {
		return false
	}
	claims, ok := token.Claims.(*customClaims)
	return ok && claims.Scope == scope
}

// pemCert is a provider's sample: it looks the key up by its id, and at no method.
func pemCert(token *jwt.Token) (interface{}, error) {
	resp, err := http.Get("https://id.example/.well-known/jwks.json")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var jwks Jwks
	if err := json.NewDecoder(resp.Body).Decode(&jwks); err != nil {
		return nil, err
	}
	for _, k := range jwks.Keys {
		if token.Header["kid"] == k.Kid {
			cert := "-----BEGIN CERTIFICATE-----\n" + k.X5c[0] + "\n-----END CERTIFICATE-----"
			return jwt.ParseRSAPublicKeyFromPEM([]byte(cert)) // want jwtverify/algorithm
		}
	}
	return nil, errors.New("unable to find appropriate key")
}

// okAudience verifies audience and issuer in the key function, as the sample does, and the method.
func okAudience(raw string, key *rsa.PublicKey) error {
	_, err := jwt.Parse(raw, func(token *jwt.Token) (interface{}, error) {
		if !token.Claims.(jwt.MapClaims).VerifyAudience("shop", true) {
			return token, errors.New("audience")
		}
		if !token.Claims.(jwt.MapClaims).VerifyIssuer("https://id.example/", true) {
			return token, errors.New("issuer")
		}
		if token.Header["alg"] != jwt.SigningMethodRS256.Alg() {
			return nil, errors.New("method")
		}
		return key, nil
	})
	return err
}

// badRequest reads on.
func badRequest(w http.ResponseWriter, r *http.Request) {
	claims := &customClaims{}
	_, err := request.ParseFromRequestWithClaims(r, request.HeaderExtractor{"X-Form3-Request"}, claims, func(*jwt.Token) (interface{}, error) { return []byte{}, nil })
	if err != nil {
		w.Header().Set("X-Error", err.Error())
	}
	fmt.Fprint(w, claims.Subject) // want jwtverify/unchecked
}

func badSkip(raw string) error {
	p := jwt.Parser{SkipClaimsValidation: true, UseJSONNumber: true} // want jwtverify/claims
	_, err := p.ParseWithClaims(raw, &customClaims{}, func(*jwt.Token) (interface{}, error) { return []byte{}, nil })
	return err
}

func badNone(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (interface{}, error) {
		if t.Header["alg"] == "none" {
			return jwt.UnsafeAllowNoneSignatureType, nil // want jwtverify/none
		}
		return []byte{}, nil
	})
	return err
}

func badEndless(key *rsa.PrivateKey) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodRS256, &customClaims{Scope: "read"}).SignedString(key) // want jwtverify/claims "never expires"
}

func okIssued(key *rsa.PrivateKey) (string, error) {
	claims := &customClaims{Scope: "read"}
	claims.StandardClaims = jwt.StandardClaims{ExpiresAt: time.Now().Add(time.Hour).Unix()}
	return jwt.NewWithClaims(jwt.SigningMethodRS256, claims).SignedString(key)
}

func badKey(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (interface{}, error) {
		secret := os.Getenv("FORM3_UNCHECKED_KEY") // want jwtverify/key
		return []byte(secret), nil
	})
	return err
}

func init() {
	http.HandleFunc("/form3/scope", badScope)
	http.HandleFunc("/form3/okscope", okScope)
	http.HandleFunc("/form3/request", badRequest)
	http.HandleFunc("/form3/audience", func(w http.ResponseWriter, r *http.Request) { _ = okAudience(r.FormValue("form3_audience"), nil) })
	http.HandleFunc("/form3/skip", func(w http.ResponseWriter, r *http.Request) { _ = badSkip(r.FormValue("form3_skip")) })
	http.HandleFunc("/form3/none", func(w http.ResponseWriter, r *http.Request) { _ = badNone(r.FormValue("form3_none")) })
	http.HandleFunc("/form3/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndless(nil) })
	http.HandleFunc("/form3/issued", func(w http.ResponseWriter, r *http.Request) { _, _ = okIssued(nil) })
	http.HandleFunc("/form3/key", func(w http.ResponseWriter, r *http.Request) { _ = badKey(r.FormValue("form3_key")) })
}
