// Package unchecked pins where the result of a verification must be looked at.
package unchecked

import (
	"errors"
	"fmt"
	"log"
	"net/http"

	"github.com/golang-jwt/jwt/v5"
)

var secret []byte

type claims struct {
	User string
	jwt.RegisteredClaims
}

func key(*jwt.Token) (any, error) { return secret, nil }

func load(user string) {}

func badDropped(raw string) {
	c := &claims{}
	_, _ = jwt.ParseWithClaims(raw, c, key)
	load(c.User) // want jwtverify/unchecked "look at its error"
}

func badLogged(raw string) {
	c := &claims{}
	_, err := jwt.ParseWithClaims(raw, c, key)
	if err != nil {
		log.Printf("token: %v", err)
	}
	load(c.User) // want jwtverify/unchecked
}

func badNotNil(raw string) {
	token, _ := jwt.Parse(raw, key)
	if token != nil {
		c := token.Claims.(jwt.MapClaims)
		load(c["sub"].(string)) // want jwtverify/unchecked
	}
}

func badLate(raw string) error {
	c := &claims{}
	token, err := jwt.ParseWithClaims(raw, c, key)
	load(c.User) // want jwtverify/unchecked
	if err != nil || !token.Valid {
		return err
	}
	return nil
}

func badAnswered(w http.ResponseWriter, raw string) {
	c := &claims{}
	_, err := jwt.ParseWithClaims(raw, c, key)
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
	}
	load(c.User) // want jwtverify/unchecked
}

func parse(raw string) (*claims, error) {
	c := &claims{}
	_, err := jwt.ParseWithClaims(raw, c, key)
	return c, err
}

func wrapped(raw string) (*claims, error) {
	c, err := parse(raw)
	if err != nil {
		return c, fmt.Errorf("token: %w", err)
	}
	return c, nil
}

func badCaller(raw string) {
	c, _ := parse(raw)
	load(c.User) // want jwtverify/unchecked "parse"
}

func badCallerOfCaller(raw string) {
	c, err := wrapped(raw)
	if err != nil {
		log.Print(err)
	}
	load(c.User) // want jwtverify/unchecked "wrapped"
}

func okReturn(raw string) error {
	c := &claims{}
	if _, err := jwt.ParseWithClaims(raw, c, key); err != nil {
		return err
	}
	load(c.User)
	return nil
}

func okValid(raw string) {
	token, _ := jwt.ParseWithClaims(raw, &claims{}, key)
	if c, ok := token.Claims.(*claims); ok && token.Valid {
		load(c.User)
	}
}

func okBoth(raw string) error {
	token, err := jwt.Parse(raw, key)
	if err != nil || !token.Valid {
		return errors.New("invalid")
	}
	c, ok := token.Claims.(jwt.MapClaims)
	if !ok {
		return errors.New("claims")
	}
	load(c["sub"].(string))
	return nil
}

func okElse(raw string) {
	token, err := jwt.ParseWithClaims(raw, &claims{}, key)
	if err != nil {
		log.Print(err)
	} else if c, ok := token.Claims.(*claims); ok {
		load(c.User)
	}
}

func okSwitch(raw string) {
	token, err := jwt.ParseWithClaims(raw, &claims{}, key)
	switch {
	case token.Valid:
		load(token.Claims.(*claims).User)
	case errors.Is(err, jwt.ErrTokenExpired):
		log.Print("expired")
	default:
		log.Print(err)
	}
}

// okExpired lets an expired token be renewed.
func okExpired(raw string) {
	c := &claims{}
	_, err := jwt.ParseWithClaims(raw, c, key)
	if err != nil && !errors.Is(err, jwt.ErrTokenExpired) {
		return
	}
	load(c.User)
}

func okFatal(raw string) {
	c := &claims{}
	_, err := jwt.ParseWithClaims(raw, c, key)
	must(err)
	load(c.User)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func okCaller(raw string) {
	c, err := parse(raw)
	if err != nil {
		return
	}
	load(c.User)
}

func okUser(raw string) {
	user := ""
	c := &claims{}
	if _, err := jwt.ParseWithClaims(raw, c, key); err == nil {
		user = c.User
	}
	load(user)
}

func okNilOnError(raw string) *claims {
	token, err := jwt.ParseWithClaims(raw, &claims{}, key)
	if err != nil {
		return nil
	}
	return token.Claims.(*claims)
}

func okLogged(raw string) {
	token, err := jwt.Parse(raw, key)
	log.Printf("token %v: %v", token, err)
}

func init() {
	http.HandleFunc("/unchecked", func(w http.ResponseWriter, r *http.Request) {
		raw := r.FormValue("token")
		badDropped(raw)
		badLogged(raw)
		badNotNil(raw)
		_ = badLate(raw)
		badAnswered(w, raw)
		badCaller(raw)
		badCallerOfCaller(raw)
		_ = okReturn(raw)
		okValid(raw)
		_ = okBoth(raw)
		okElse(raw)
		okSwitch(raw)
		okExpired(raw)
		okFatal(raw)
		okCaller(raw)
		okUser(raw)
		okNilOnError(raw)
		okLogged(raw)
	})
}

// session decodes the token to see who issued it, and returns what it decoded even where the verification fails.
func session(raw string) (*claims, error) {
	c := &claims{}
	if _, _, err := jwt.NewParser().ParseUnverified(raw, c); err != nil {
		return nil, err
	}
	if c.Issuer != "own" {
		return nil, errors.New("issuer")
	}
	verified, err := parse(raw)
	if err != nil {
		return c, err
	}
	return verified, nil
}

func badDecoded(raw string, anonymous bool) {
	c, err := session(raw)
	if c != nil {
		load(c.User) // want jwtverify/unchecked "session"
	}
	if err != nil && !anonymous {
		return
	}
}

func init() {
	http.HandleFunc("/decoded", func(w http.ResponseWriter, r *http.Request) {
		badDecoded(r.FormValue("token"), r.FormValue("anonymous") != "")
	})
}
