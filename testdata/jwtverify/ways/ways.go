// Package ways pins other ways in which servers write the same.
package ways

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v4"
	"golang.org/x/oauth2"
)

var secret []byte

func key(*jwt.Token) (interface{}, error) { return secret, nil }

func load(user string) string { return user }

// okMessage renews a token by what the error says.
func okMessage(w http.ResponseWriter, r *http.Request) {
	claims := jwt.MapClaims{}
	_, err := jwt.ParseWithClaims(r.FormValue("ways_message"), claims, key)
	if err != nil && !strings.Contains(err.Error(), "expired") {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, load(claims["sub"].(string)))
}

// okMessageEqual compares it.
func okMessageEqual(w http.ResponseWriter, r *http.Request) {
	claims := jwt.MapClaims{}
	_, err := jwt.ParseWithClaims(r.FormValue("ways_equal"), claims, key)
	if err != nil && err.Error() != "Token is expired" {
		return
	}
	fmt.Fprint(w, load(claims["sub"].(string)))
}

// badMessage answers with what the error says, and goes on.
func badMessage(w http.ResponseWriter, r *http.Request) {
	claims := jwt.MapClaims{}
	_, err := jwt.ParseWithClaims(r.FormValue("ways_badmessage"), claims, key)
	if err != nil {
		fmt.Fprintln(w, "bad token: "+err.Error())
	}
	fmt.Fprint(w, load(claims["sub"].(string))) // want jwtverify/unchecked
}

// badOr takes a token for valid that has claims.
func badOr(w http.ResponseWriter, r *http.Request) {
	token, _ := jwt.Parse(r.FormValue("ways_or"), key)
	if claims, ok := token.Claims.(jwt.MapClaims); ok || token.Valid {
		fmt.Fprint(w, load(claims["sub"].(string))) // want jwtverify/unchecked
	}
}

// badInverted has the test the wrong way round.
func badInverted(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.Parse(r.FormValue("ways_inverted"), key)
	if err == nil && token.Valid {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, load(token.Claims.(jwt.MapClaims)["sub"].(string))) // want jwtverify/unchecked
}

// badMapped returns a map of what the token says.
func badMapped(raw string) (map[string]interface{}, error) {
	token, _ := jwt.Parse(raw, key)
	claims, ok := token.Claims.(jwt.MapClaims)
	if !ok {
		return nil, errors.New("claims")
	}
	return claims, nil // want jwtverify/unchecked
}

// okGoroutine hands the result over.
func okGoroutine(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	var claims jwt.MapClaims
	var err error
	raw := r.FormValue("ways_goroutine")
	wg.Add(1)
	go func() {
		defer wg.Done()
		claims, err = parse(raw)
	}()
	wg.Wait()
	if err != nil {
		return
	}
	fmt.Fprint(w, load(claims["sub"].(string)))
}

func parse(raw string) (jwt.MapClaims, error) {
	claims := jwt.MapClaims{}
	_, err := jwt.ParseWithClaims(raw, claims, key)
	return claims, err
}

// okSwitchErr branches by the error.
func okSwitchErr(w http.ResponseWriter, r *http.Request) {
	claims, err := parse(r.FormValue("ways_switch"))
	switch {
	case err == nil:
		fmt.Fprint(w, load(claims["sub"].(string)))
	case errors.Is(err, jwt.ErrTokenExpired):
		http.Error(w, "expired", http.StatusUnauthorized)
	default:
		http.Error(w, "token", http.StatusForbidden)
	}
}

// okLoop tries the keys one after another.
func okLoop(raw string, keys [][]byte) (jwt.MapClaims, error) {
	var last error
	for _, k := range keys {
		claims := jwt.MapClaims{}
		_, err := jwt.ParseWithClaims(raw, claims, func(*jwt.Token) (interface{}, error) { return k, nil })
		if err == nil {
			return claims, nil
		}
		last = err
	}
	return nil, last
}

// cache remembers tokens that were verified.
type cache struct {
	mu     sync.Mutex
	tokens map[string]jwt.MapClaims
}

func (c *cache) okCached(raw string) (jwt.MapClaims, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if claims, ok := c.tokens[raw]; ok {
		return claims, nil
	}
	claims, err := parse(raw)
	if err != nil {
		return nil, err
	}
	c.tokens[raw] = claims
	return claims, nil
}

// badCached remembers all.
func (c *cache) badCached(raw string) (jwt.MapClaims, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	claims, err := parse(raw)
	c.tokens[raw] = claims // want jwtverify/unchecked
	return claims, err
}

// okOwn decodes what the token endpoint answered: nobody else had it in hand.
func okOwn(ctx context.Context, conf *oauth2.Config, code string) (string, error) {
	tokens, err := conf.Exchange(ctx, code)
	if err != nil {
		return "", err
	}
	raw, _ := tokens.Extra("id_token").(string)
	claims := jwt.MapClaims{}
	if _, _, err := new(jwt.Parser).ParseUnverified(raw, claims); err != nil {
		return "", err
	}
	return load(claims["email"].(string)), nil
}

// okLog logs who it says it is.
func okLog(r *http.Request) {
	claims := jwt.MapClaims{}
	_, _, _ = new(jwt.Parser).ParseUnverified(r.Header.Get("X-Ways-Log"), claims)
	fmt.Println("request of", claims["sub"])
}

// okRenew reads when the session must be renewed.
func okRenew(r *http.Request) bool {
	claims := jwt.RegisteredClaims{}
	_, _, err := new(jwt.Parser).ParseUnverified(r.Header.Get("X-Ways-Renew"), &claims)
	return err == nil && time.Until(claims.ExpiresAt.Time) < time.Minute
}

// Other ways to take a token apart.

type payload struct {
	Sub string `json:"sub"`
}

func badDecodeSegment(w http.ResponseWriter, r *http.Request) {
	data, err := jwt.DecodeSegment(strings.Split(r.Header.Get("X-Ways-Segment"), ".")[1]) // want jwtverify/unverified "by hand"
	if err != nil {
		return
	}
	var p payload
	if json.Unmarshal(data, &p) == nil {
		fmt.Fprint(w, load(p.Sub))
	}
}

func badBytes(w http.ResponseWriter, r *http.Request) {
	parts := bytes.Split([]byte(r.Header.Get("X-Ways-Bytes")), []byte("."))
	data := make([]byte, base64.RawURLEncoding.DecodedLen(len(parts[1])))
	if _, err := base64.RawURLEncoding.Decode(data, parts[1]); err != nil { // want jwtverify/unverified
		return
	}
	var p payload
	if json.Unmarshal(data, &p) == nil {
		fmt.Fprint(w, load(p.Sub))
	}
}

func badCut(w http.ResponseWriter, r *http.Request) {
	_, rest, _ := strings.Cut(r.Header.Get("X-Ways-Cut"), ".")
	body, _, _ := strings.Cut(rest, ".")
	data, err := base64.RawURLEncoding.DecodeString(body) // want jwtverify/unverified
	if err != nil {
		return
	}
	var p map[string]interface{}
	if json.Unmarshal(data, &p) == nil {
		fmt.Fprint(w, load(p["sub"].(string)))
	}
}

func badReader(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.Header.Get("X-Ways-Reader"), ".")
	var p payload
	if err := json.NewDecoder(base64.NewDecoder(base64.RawURLEncoding, strings.NewReader(parts[1]))).Decode(&p); err != nil { // want jwtverify/unverified
		return
	}
	fmt.Fprint(w, load(p.Sub))
}

// okAddress is cut at dots too, and is no token.
func okAddress(r *http.Request) string {
	parts := strings.Split(r.Header.Get("X-Ways-Address"), ".")
	data, _ := base64.StdEncoding.DecodeString(parts[0])
	return string(data)
}

func init() {
	c := &cache{}
	http.HandleFunc("/ways/message", okMessage)
	http.HandleFunc("/ways/equal", okMessageEqual)
	http.HandleFunc("/ways/badmessage", badMessage)
	http.HandleFunc("/ways/or", badOr)
	http.HandleFunc("/ways/inverted", badInverted)
	http.HandleFunc("/ways/mapped", func(w http.ResponseWriter, r *http.Request) { _, _ = badMapped(r.FormValue("ways_mapped")) })
	http.HandleFunc("/ways/goroutine", okGoroutine)
	http.HandleFunc("/ways/switch", okSwitchErr)
	http.HandleFunc("/ways/loop", func(w http.ResponseWriter, r *http.Request) { _, _ = okLoop(r.FormValue("ways_loop"), nil) })
	http.HandleFunc("/ways/cached", func(w http.ResponseWriter, r *http.Request) {
		if claims, err := c.okCached(r.FormValue("ways_cached")); err == nil {
			fmt.Fprint(w, claims["sub"])
		}
	})
	http.HandleFunc("/ways/badcached", func(w http.ResponseWriter, r *http.Request) {
		if claims, err := c.badCached(r.FormValue("ways_badcached")); err == nil {
			fmt.Fprint(w, claims["sub"])
		}
	})
	http.HandleFunc("/ways/own", func(w http.ResponseWriter, r *http.Request) { _, _ = okOwn(r.Context(), nil, r.FormValue("code")) })
	http.HandleFunc("/ways/log", func(w http.ResponseWriter, r *http.Request) { okLog(r) })
	http.HandleFunc("/ways/renew", func(w http.ResponseWriter, r *http.Request) { okRenew(r) })
	http.HandleFunc("/ways/segment", badDecodeSegment)
	http.HandleFunc("/ways/bytes", badBytes)
	http.HandleFunc("/ways/cut", badCut)
	http.HandleFunc("/ways/reader", badReader)
	http.HandleFunc("/ways/address", func(w http.ResponseWriter, r *http.Request) { okAddress(r) })
}
