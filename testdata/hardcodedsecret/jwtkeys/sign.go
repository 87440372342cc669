// Package jwtkeys has keys of JWTs in the source, and key functions that return one.
package jwtkeys

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"time"

	jwt3 "github.com/golang-jwt/jwt"
	jwt4 "github.com/golang-jwt/jwt/v4"
	"github.com/golang-jwt/jwt/v5"

	"github.com/apivet/apivet/testdata/hardcodedsecret/settings"
)

func badInline(user string) (string, error) {
	t := jwt3.NewWithClaims(jwt3.SigningMethodHS256, jwt3.StandardClaims{Subject: user})
	return t.SignedString([]byte("turnstone")) // want hardcodedsecret/credential "a key for .*SignedString is in the source"
}

var packageKey = []byte("sanderling") // want hardcodedsecret/credential "SignedString"

func badPackageVariable(user string) (string, error) {
	t := jwt5(user)
	return t.SignedString(packageKey)
}

func badOtherPackage(user string) (string, error) {
	return jwt5(user).SignedString([]byte(settings.SigningKey))
}

const mode = "prod"

// Local takes the key with it as a constant of the package.
const local = "dunlin" + "-" + mode // want hardcodedsecret/credential "SignedString"

func badConstantSum(user string) (string, error) {
	return jwt5(user).SignedString([]byte(local))
}

func badLocal(user string) (string, error) {
	secret := "redshank" // want hardcodedsecret/credential "SignedString"
	key := []byte(secret)
	return jwt5(user).SignedString(key)
}

func badFour(user string) (string, error) {
	t := jwt4.NewWithClaims(jwt4.SigningMethodHS512, jwt4.MapClaims{"sub": user, "exp": time.Now().Add(time.Hour).Unix()})
	return t.SignedString([]byte("greenshank")) // want hardcodedsecret/credential "SignedString"
}

func jwt5(user string) *jwt.Token {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": user})
}

// The signer is made of a configuration that only says so.
type signer struct {
	issuer string
	key    []byte
}

func newSigner(issuer, key string) *signer {
	return &signer{issuer: issuer, key: []byte(key)}
}

func (s *signer) sign(user string) (string, error) {
	return jwt5(user).SignedString(s.key)
}

func badConstructor(user string) (string, error) {
	return newSigner("kestrel", "knot-knot").sign(user) // want hardcodedsecret/credential "SignedString"
}

type option func(*signer)

func withKey(key string) option { return func(s *signer) { s.key = []byte(key) } }

func newWithOptions(opts ...option) *signer2 {
	s := &signer2{}
	for _, o := range opts {
		o(&s.signer)
	}
	return s
}

type signer2 struct{ signer signer }

func (s *signer2) sign(user string) (string, error) {
	return jwt5(user).SignedString(s.signer.key)
}

func badOption(user string) (string, error) {
	return newWithOptions(withKey("phalarope")).sign(user) // want hardcodedsecret/credential "SignedString"
}

// The key of an interface's implementation.
type tokens interface {
	issue(user string) (string, error)
}

type hmacTokens struct{ secret string }

func (h hmacTokens) issue(user string) (string, error) {
	t, err := jwt5(user).SignedString([]byte(h.secret))
	if err != nil {
		return "", fmt.Errorf("sign: %w", err)
	}
	return t, nil
}

func badInterface(user string) (string, error) {
	var t tokens = hmacTokens{secret: "ruff-and-reeve"} // want hardcodedsecret/credential "SignedString"
	return t.issue(user)
}

// Keys by their id.
var byID = map[string][]byte{
	"2023": []byte("lapwing-23"), // want hardcodedsecret/credential "SignedString"
	"2024": []byte("lapwing-24"), // want hardcodedsecret/credential "SignedString"
}

func badMap(user string) (string, error) {
	t := jwt5(user)
	t.Header["kid"] = "2024"
	return t.SignedString(byID["2024"])
}

func badMapVariable(user, kid string) (string, error) {
	t := jwt5(user)
	t.Header["kid"] = kid
	return t.SignedString(byID[kid])
}

func getKey() []byte { return []byte("oystercatcher") } // want hardcodedsecret/credential "SignedString"

func badCall(user string) (string, error) {
	return jwt5(user).SignedString(getKey())
}

func badConfigDefault(user string) (string, error) {
	return jwt5(user).SignedString([]byte(settings.Load().Auth.Key))
}

func okEnvironment(user string) (string, error) {
	key := os.Getenv("JWT_KEY")
	if key == "" {
		return "", errors.New("JWT_KEY is not set")
	}
	return jwt5(user).SignedString([]byte(key))
}

func okRandom(user string) (string, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return "", err
	}
	return jwt5(user).SignedString(key)
}

func okFile(user, name string) (string, error) {
	pem, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	key, err := jwt.ParseRSAPrivateKeyFromPEM(pem)
	if err != nil {
		return "", err
	}
	t := jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.RegisteredClaims{Subject: user, Issuer: settings.Issuer})
	return t.SignedString(key)
}

func okParameter(c *settings.Config, user string) (string, error) {
	t := jwt5(user)
	t.Header["kid"] = "default"
	return t.SignedString(c.Auth.Secret)
}

func settingsOf() *settings.Config { return settings.Load() }
