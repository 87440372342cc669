// Package validators pins claims that say by themselves that they hold.
package validators

import (
	"errors"
	"net/http"
	"time"

	v4 "github.com/golang-jwt/jwt/v4"
	v5 "github.com/golang-jwt/jwt/v5"
)

// always has an expiry, and a method in the place of the one that looks at it.
type always struct {
	v4.RegisteredClaims
	User string
}

func (always) Valid() error { return nil } // want jwtverify/claims "expired"

// some checks what it adds, and forgets the rest.
type some struct {
	User string
	v4.StandardClaims
}

func (s *some) Valid() error { // want jwtverify/claims
	if s.User == "" {
		return errors.New("user")
	}
	return nil
}

// more checks both.
type more struct {
	User string
	v4.StandardClaims
}

func (m *more) Valid() error {
	if err := m.StandardClaims.Valid(); err != nil {
		return err
	}
	if m.User == "" {
		return errors.New("user")
	}
	return nil
}

// byHand compares the time.
type byHand struct {
	User string
	Exp  int64 `json:"exp"`
}

func (b byHand) Valid() error {
	if b.Exp < time.Now().Unix() {
		return errors.New("expired")
	}
	return nil
}

// outside is checked by who parses it.
type outside struct {
	v4.RegisteredClaims
	User string
}

func (outside) Valid() error { return nil }

// forever has no expiry at all.
type forever struct{ User string }

func (forever) Valid() error { return nil }

// never says that it has none.
type never struct {
	v5.RegisteredClaims
	User string
}

func (never) GetExpirationTime() (*v5.NumericDate, error) { return nil, nil } // want jwtverify/claims

// own has one under another name.
type own struct {
	v5.RegisteredClaims
	Until int64 `json:"until"`
}

func (o own) GetExpirationTime() (*v5.NumericDate, error) {
	return v5.NewNumericDate(time.Unix(o.Until, 0)), nil
}

var secret []byte

func key4(*v4.Token) (interface{}, error) { return secret, nil }
func key5(*v5.Token) (any, error)         { return secret, nil }

func init() {
	http.HandleFunc("/validators/always", func(w http.ResponseWriter, r *http.Request) {
		_, _ = v4.ParseWithClaims(r.FormValue("validators_always"), &always{}, key4)
	})
	http.HandleFunc("/validators/some", func(w http.ResponseWriter, r *http.Request) {
		_, _ = v4.ParseWithClaims(r.FormValue("validators_some"), &some{}, key4)
	})
	http.HandleFunc("/validators/more", func(w http.ResponseWriter, r *http.Request) {
		_, _ = v4.ParseWithClaims(r.FormValue("validators_more"), &more{}, key4)
	})
	http.HandleFunc("/validators/byhand", func(w http.ResponseWriter, r *http.Request) {
		_, _ = v4.ParseWithClaims(r.FormValue("validators_byhand"), &byHand{}, key4)
	})
	http.HandleFunc("/validators/outside", func(w http.ResponseWriter, r *http.Request) {
		claims := &outside{}
		if _, err := v4.ParseWithClaims(r.FormValue("validators_outside"), claims, key4); err != nil || claims.ExpiresAt.Before(time.Now()) {
			w.WriteHeader(http.StatusUnauthorized)
		}
	})
	http.HandleFunc("/validators/forever", func(w http.ResponseWriter, r *http.Request) {
		_, _ = v4.ParseWithClaims(r.FormValue("validators_forever"), &forever{}, key4)
	})
	http.HandleFunc("/validators/never", func(w http.ResponseWriter, r *http.Request) {
		_, _ = v5.ParseWithClaims(r.FormValue("validators_never"), &never{}, key5)
	})
	http.HandleFunc("/validators/own", func(w http.ResponseWriter, r *http.Request) {
		_, _ = v5.ParseWithClaims(r.FormValue("validators_own"), &own{}, key5)
	})
}
