// Package keyfuncs pins what is said of functions that return keys.
package keyfuncs

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"errors"
	"net/http"
	"os"

	"github.com/MicahParks/keyfunc/v3"
	"github.com/golang-jwt/jwt/v5"
)

var (
	public *rsa.PublicKey
	curve  *ecdsa.PublicKey
	bytes  []byte
)

func badPublic(raw string) {
	_, _ = jwt.Parse(raw, func(*jwt.Token) (any, error) {
		return public, nil // want jwtverify/algorithm "public key"
	})
}

func badParsed(raw string, pem []byte) {
	_, _ = jwt.Parse(raw, func(*jwt.Token) (any, error) {
		return jwt.ParseRSAPublicKeyFromPEM(pem) // want jwtverify/algorithm
	})
}

type server struct{ key *ecdsa.PublicKey }

func (s *server) keyOf(*jwt.Token) (any, error) {
	return s.key, nil // want jwtverify/algorithm
}

func (s *server) badMethod(raw string) {
	_, _ = jwt.NewParser().Parse(raw, s.keyOf)
}

func badNone(raw string) {
	_, _ = jwt.Parse(raw, func(*jwt.Token) (any, error) {
		return jwt.UnsafeAllowNoneSignatureType, nil // want jwtverify/none "accepted"
	})
}

func badSignNone() {
	token := jwt.NewWithClaims(jwt.SigningMethodNone, jwt.MapClaims{"exp": 1}) // want jwtverify/none "without a signature"
	_, _ = token.SignedString(jwt.UnsafeAllowNoneSignatureType)
}

func badJKU(raw string) {
	_, _ = jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		url, _ := t.Header["jku"].(string)
		return fetch(url) // want jwtverify/algorithm "jku"
	}, jwt.WithValidMethods([]string{"RS256"}))
}

func okJKUList(raw string) {
	_, _ = jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		url, _ := t.Header["jku"].(string)
		if url != "https://id.example/keys" {
			return nil, errors.New("jku")
		}
		return fetch(url)
	}, jwt.WithValidMethods([]string{"RS256"}))
}

func fetch(url string) (*rsa.PublicKey, error) { return public, nil }

func okMethod(raw string) {
	_, _ = jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if _, ok := t.Method.(*jwt.SigningMethodRSA); !ok {
			return nil, errors.New("method")
		}
		return public, nil
	})
}

func okAlg(raw string) {
	_, _ = jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if t.Header["alg"] != "RS256" {
			return nil, errors.New("method")
		}
		return public, nil
	})
}

func okHelper(raw string) {
	_, _ = jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if err := checkMethod(t); err != nil {
			return nil, err
		}
		return curve, nil
	})
}

func checkMethod(t *jwt.Token) error {
	if t.Method.Alg() != "ES256" {
		return errors.New("method")
	}
	return nil
}

func okMethods(raw string) {
	_, _ = jwt.Parse(raw, func(*jwt.Token) (any, error) { return public, nil }, jwt.WithValidMethods([]string{"RS256"}))
}

var parser = jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}))

func okParser(raw string) {
	_, _ = parser.Parse(raw, func(*jwt.Token) (any, error) { return public, nil })
}

func okOptions(raw string) {
	opts := []jwt.ParserOption{jwt.WithValidMethods([]string{"RS256"}), jwt.WithLeeway(0)}
	_, _ = jwt.Parse(raw, func(*jwt.Token) (any, error) { return public, nil }, opts...)
}

func okBytes(raw string) {
	_, _ = jwt.Parse(raw, func(*jwt.Token) (any, error) { return bytes, nil })
}

func okLibrary(raw string) {
	k, err := keyfunc.NewDefault([]string{"https://id.example/keys"})
	if err != nil {
		return
	}
	_, _ = jwt.Parse(raw, k.Keyfunc)
}

func badEnvironment(raw string) {
	_, _ = jwt.Parse(raw, func(*jwt.Token) (any, error) {
		return []byte(os.Getenv("UNCHECKED_JWT_SECRET")), nil // want jwtverify/key "UNCHECKED_JWT_SECRET"
	})
}

func okEnvironment(raw string) {
	secret := os.Getenv("CHECKED_JWT_SECRET")
	if secret == "" {
		panic("CHECKED_JWT_SECRET is not set")
	}
	_, _ = jwt.Parse(raw, func(*jwt.Token) (any, error) { return []byte(secret), nil })
}

var global = []byte(os.Getenv("GLOBAL_SECRET"))

func okGlobal(raw string) {
	_, _ = jwt.Parse(raw, func(*jwt.Token) (any, error) { return global, nil })
}

func init() {
	if len(os.Getenv("GLOBAL_SECRET")) < 32 {
		panic("GLOBAL_SECRET")
	}
	http.HandleFunc("/keys", func(w http.ResponseWriter, r *http.Request) {
		raw := r.FormValue("token")
		badPublic(raw)
		badParsed(raw, bytes)
		(&server{}).badMethod(raw)
		badNone(raw)
		badSignNone()
		badJKU(raw)
		okJKUList(raw)
		okMethod(raw)
		okAlg(raw)
		okHelper(raw)
		okMethods(raw)
		okParser(raw)
		okOptions(raw)
		okBytes(raw)
		okLibrary(raw)
		badEnvironment(raw)
		okEnvironment(raw)
		okGlobal(raw)
	})
}
