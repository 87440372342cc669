// Package shapes has keys that are put together when the program runs.
package shapes

import (
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

func sign(key any) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "kestrel"}).SignedString(key)
}

func badJoined() (string, error) {
	return sign([]byte(strings.Join([]string{"crow", "hooded"}, "-"))) // want hardcodedsecret/credential
}

func badReversed() (string, error) {
	key := []byte("wolleyswallow") // want hardcodedsecret/credential
	out := make([]byte, len(key))
	for i, c := range key {
		out[len(key)-1-i] = c
	}
	return sign(out)
}

func badXor() (string, error) {
	key := []byte("swift-and-swallow") // want hardcodedsecret/credential
	out := make([]byte, len(key))
	for i := range key {
		out[i] = key[i] ^ 0x2a
	}
	return sign(out)
}

// Use puts the cases to use.
func Use() {
	for _, f := range []func() (string, error){badJoined, badReversed, badXor} {
		_, _ = f()
	}
}
