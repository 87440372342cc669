// Package gojose4 pins the checks on github.com/go-jose/go-jose/v4, which wants the algorithms named and leaves the claims to
// its caller.
package gojose4

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

type server struct {
	keys   *jose.JSONWebKeySet
	secret []byte
	users  map[string]string
}

type private struct {
	Role  string `json:"role"`
	Email string `json:"email"`
}

type identity struct{}

var algs = []jose.SignatureAlgorithm{jose.RS256, jose.ES256}

func bearer(r *http.Request) string { return strings.TrimPrefix(r.Header.Get("X-Jose4"), "Bearer ") }

// badMiddleware reads the claims without the signature and keeps them.
func badMiddleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, err := jwt.ParseSigned(r.Header.Get("X-Jose4-Unsafe"), algs)
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var std jwt.Claims
		var own private
		if err := token.UnsafeClaimsWithoutVerification(&std, &own); err != nil { // want jwtverify/unverified "only decodes"
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), identity{}, own.Email)))
	})
}

// badPayload takes the payload of a message that is parsed in another function.
func (s *server) badPayload(w http.ResponseWriter, r *http.Request) {
	msg, err := parse(r.FormValue("jose4_payload"))
	if err != nil {
		return
	}
	var p private
	if err := json.Unmarshal(msg.UnsafePayloadWithoutVerification(), &p); err != nil { // want jwtverify/unverified
		return
	}
	fmt.Fprint(w, s.users[p.Email])
}

func parse(raw string) (*jose.JSONWebSignature, error) { return jose.ParseSigned(raw, algs) }

// okClaims verifies and validates.
func (s *server) okClaims(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseSigned(bearer(r), algs)
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	std, own := jwt.Claims{}, private{}
	if err := token.Claims(s.keys, &std, &own); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if err := std.Validate(jwt.Expected{Issuer: "id", AnyAudience: jwt.Audience{"shop"}}); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[own.Email])
}

// badTimes verifies only.
func (s *server) badTimes(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseSigned(r.FormValue("jose4_times"), algs)
	if err != nil {
		return
	}
	var own private
	if err := token.Claims(s.keys, &own); err != nil { // want jwtverify/claims "expired"
		return
	}
	fmt.Fprint(w, s.users[own.Email])
}

// okTimesInHelper leaves the validation to a function that gets the claims.
func (s *server) okTimesInHelper(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseSigned(r.FormValue("jose4_helper"), algs)
	if err != nil {
		return
	}
	var std jwt.Claims
	if err := token.Claims(s.keys, &std); err != nil {
		return
	}
	if err := current(&std); err != nil {
		return
	}
	fmt.Fprint(w, s.users[std.Subject])
}

func current(c *jwt.Claims) error {
	return c.ValidateWithLeeway(jwt.Expected{Time: time.Now()}, time.Minute)
}

// okTimesByHand compares them.
func (s *server) okTimesByHand(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseSigned(r.FormValue("jose4_byhand"), algs)
	if err != nil {
		return
	}
	var claims map[string]any
	if err := token.Claims(s.keys, &claims); err != nil {
		return
	}
	exp, ok := claims["exp"].(float64)
	if !ok || time.Now().After(time.Unix(int64(exp), 0)) {
		return
	}
	fmt.Fprint(w, s.users[fmt.Sprint(claims["sub"])])
}

// timed is the server's own name for it.
type timed struct {
	private
	Until int64 `json:"exp"`
}

// okTimesNamed returns claims, whose time its caller looks at.
func (s *server) okTimesNamed(raw string) (*timed, error) {
	token, err := jwt.ParseSigned(raw, algs)
	if err != nil {
		return nil, err
	}
	t := &timed{}
	if err := token.Claims(s.keys, t); err != nil {
		return nil, err
	}
	return t, nil
}

func (s *server) okNamed(w http.ResponseWriter, r *http.Request) {
	t, err := s.okTimesNamed(r.FormValue("jose4_named"))
	if err != nil || time.Unix(t.Until, 0).Before(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[t.Email])
}

// okRecipient makes a key for encryption, of the length that its method has.
func okRecipient() (jose.Encrypter, error) {
	key := make([]byte, 16)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	return jose.NewEncrypter(jose.A128GCM, jose.Recipient{Algorithm: jose.DIRECT, Key: key}, nil)
}

// badIgnored reads claims that may not be signed.
func (s *server) badIgnored(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseSigned(r.FormValue("jose4_ignored"), algs)
	if err != nil {
		return
	}
	var std jwt.Claims
	_ = token.Claims(s.secret, &std)
	if err := std.Validate(jwt.Expected{}); err != nil { // Validate knows nothing of the signature.
		return
	}
	fmt.Fprint(w, s.users[std.Subject]) // want jwtverify/unchecked
}

// badVerify goes on with the payload.
func (s *server) badVerify(w http.ResponseWriter, r *http.Request) {
	msg, err := jose.ParseSigned(r.FormValue("jose4_verify"), algs)
	if err != nil {
		return
	}
	payload, err := msg.Verify(s.secret)
	if err != nil {
		w.Header().Set("X-Bad", "1")
	}
	_, _ = w.Write(payload) // want jwtverify/unchecked
}

func (s *server) okVerify(w http.ResponseWriter, r *http.Request) {
	msg, err := jose.ParseSigned(r.FormValue("jose4_okverify"), algs)
	if err != nil {
		return
	}
	_, _, payload, err := msg.VerifyMulti(s.secret)
	if err != nil {
		return
	}
	_, _ = w.Write(payload)
}

// okPeek reads the issuer to find the keys.
func (s *server) okPeek(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseSigned(r.FormValue("jose4_peek"), algs)
	if err != nil {
		return
	}
	var peek jwt.Claims
	if err := token.UnsafeClaimsWithoutVerification(&peek); err != nil {
		return
	}
	keys, err := s.keysOf(peek.Issuer)
	if err != nil {
		return
	}
	var std jwt.Claims
	if err := token.Claims(keys, &std); err != nil {
		return
	}
	if std.Validate(jwt.Expected{Issuer: peek.Issuer}) != nil {
		return
	}
	fmt.Fprint(w, s.users[std.Subject])
}

func (s *server) keysOf(issuer string) (*jose.JSONWebKeySet, error) {
	if issuer != "https://id.example" {
		return nil, errors.New("issuer")
	}
	return s.keys, nil
}

// okKid chooses the key by its id.
func (s *server) okKid(raw string) (*jwt.Claims, error) {
	token, err := jwt.ParseSigned(raw, algs)
	if err != nil {
		return nil, err
	}
	for _, h := range token.Headers {
		for _, k := range s.keys.Key(h.KeyID) {
			std := &jwt.Claims{}
			if err := token.Claims(k.Key, std); err == nil {
				return std, std.Validate(jwt.Expected{})
			}
		}
	}
	return nil, errors.New("kid")
}

// badOwnKey verifies with the key that the token brings along.
func badOwnKey(raw string) (*jwt.Claims, error) {
	token, err := jwt.ParseSigned(raw, algs)
	if err != nil {
		return nil, err
	}
	std := &jwt.Claims{}
	if err := token.Claims(token.Headers[0].JSONWebKey, std); err != nil { // want jwtverify/algorithm "own header"
		return nil, err
	}
	return std, std.Validate(jwt.Expected{})
}

// badEndless sets no expiry, neither here nor there.
func (s *server) badEndless(email string) (string, error) {
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: s.secret}, nil)
	if err != nil {
		return "", err
	}
	std := jwt.Claims{Subject: email, IssuedAt: jwt.NewNumericDate(time.Now())}
	return jwt.Signed(signer).Claims(std).Claims(private{Email: email}).Serialize() // want jwtverify/claims "never expires"
}

func (s *server) okIssued(email string) (string, error) {
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: s.secret}, (&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return "", err
	}
	std := jwt.Claims{Subject: email, Expiry: jwt.NewNumericDate(time.Now().Add(time.Hour))}
	return jwt.Signed(signer).Claims(private{Email: email}).Claims(std).Serialize()
}

// okIssuedMap has the expiry in a map.
func (s *server) okIssuedMap(signer jose.Signer) (string, error) {
	builder := jwt.Signed(signer).Claims(map[string]any{"sub": "1", "exp": time.Now().Add(time.Hour).Unix()})
	builder = builder.Claims(private{Role: "user"})
	return builder.Serialize()
}

// okIssuedFrom is given the claims.
func (s *server) okIssuedFrom(signer jose.Signer, claims any) (string, error) {
	return jwt.Signed(signer).Claims(claims).Serialize()
}

// badShortKey makes a key of its own at each start, of 24 bytes.
func badShortKey() (jose.Signer, error) {
	key := make([]byte, 24) // want jwtverify/key "24 bytes"
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	return jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: key}, nil)
}

// badEnvKey may be empty.
func badEnvKey() (jose.Signer, error) {
	return jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: []byte(os.Getenv("JOSE4_UNCHECKED_KEY"))}, nil) // want jwtverify/key
}

func init() {
	s := &server{}
	http.Handle("/jose4/", badMiddleware(http.NotFoundHandler()))
	http.HandleFunc("/jose4/payload", s.badPayload)
	http.HandleFunc("/jose4/claims", s.okClaims)
	http.HandleFunc("/jose4/times", s.badTimes)
	http.HandleFunc("/jose4/helper", s.okTimesInHelper)
	http.HandleFunc("/jose4/byhand", s.okTimesByHand)
	http.HandleFunc("/jose4/named", s.okNamed)
	http.HandleFunc("/jose4/recipient", func(w http.ResponseWriter, r *http.Request) { _, _ = okRecipient() })
	http.HandleFunc("/jose4/ignored", s.badIgnored)
	http.HandleFunc("/jose4/verify", s.badVerify)
	http.HandleFunc("/jose4/okverify", s.okVerify)
	http.HandleFunc("/jose4/peek", s.okPeek)
	http.HandleFunc("/jose4/kid", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okKid(r.FormValue("jose4_kid")) })
	http.HandleFunc("/jose4/own", func(w http.ResponseWriter, r *http.Request) { _, _ = badOwnKey(r.FormValue("jose4_own")) })
	http.HandleFunc("/jose4/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badEndless("1") })
	http.HandleFunc("/jose4/issued", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okIssued("1") })
	http.HandleFunc("/jose4/map", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okIssuedMap(nil) })
	http.HandleFunc("/jose4/from", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.okIssuedFrom(nil, jwt.Claims{Expiry: jwt.NewNumericDate(time.Now())})
	})
	http.HandleFunc("/jose4/short", func(w http.ResponseWriter, r *http.Request) { _, _ = badShortKey() })
	http.HandleFunc("/jose4/env", func(w http.ResponseWriter, r *http.Request) { _, _ = badEnvKey() })
}
