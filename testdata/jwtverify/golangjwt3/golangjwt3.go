// Package golangjwt3 pins the checks on github.com/golang-jwt/jwt, version 3, as servers of that time use it.
package golangjwt3

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/golang-jwt/jwt"
	"github.com/golang-jwt/jwt/request"

	"github.com/apivet/apivet/testdata/jwtverify/golangjwt3/auth"
)

type server struct {
	auth   *auth.Service
	public *rsa.PublicKey
	secret []byte
	users  map[int]string
}

type ctxKey string

// badPeek believes what another package only decodes.
func (s *server) badPeek(w http.ResponseWriter, r *http.Request) {
	claims, err := s.auth.Peek(r.Header.Get("X-V3-Peek"))
	if err != nil {
		http.Error(w, "token", http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[claims.UserID])
}

// badLenient ignores the error of another package's function, which hands out the claims all the same.
func (s *server) badLenient(w http.ResponseWriter, r *http.Request) {
	claims, _ := s.auth.Lenient(r.Header.Get("X-V3-Lenient"))
	fmt.Fprint(w, s.users[claims.UserID]) // want jwtverify/unchecked "Lenient"
}

func (s *server) okParse(w http.ResponseWriter, r *http.Request) {
	claims, err := s.auth.Parse(r.Header.Get("X-V3-Parse"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[claims.UserID])
}

// okMiddleware verifies and keeps the claims for the handlers behind it.
func (s *server) okMiddleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		bearer := strings.Split(r.Header.Get("X-V3-Bearer"), " ")
		if len(bearer) != 2 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		claims, err := s.auth.Parse(bearer[1])
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey("claims"), claims)))
	})
}

func (s *server) okProfile(w http.ResponseWriter, r *http.Request) {
	claims, _ := r.Context().Value(ctxKey("claims")).(*auth.Claims)
	fmt.Fprint(w, s.users[claims.UserID])
}

// okAgain decodes once more what the middleware around it verified.
func (s *server) okAgain(w http.ResponseWriter, r *http.Request) {
	token, _, err := new(jwt.Parser).ParseUnverified(strings.TrimPrefix(r.Header.Get("X-V3-Bearer"), "Bearer "), jwt.MapClaims{})
	if err != nil {
		return
	}
	fmt.Fprint(w, token.Claims.(jwt.MapClaims)["name"])
}

// badExpired reads on after any error but one: a forged token is not refused either.
func (s *server) badExpired(w http.ResponseWriter, r *http.Request) {
	claims := &auth.Claims{}
	_, err := jwt.ParseWithClaims(r.FormValue("v3_expired"), claims, func(*jwt.Token) (interface{}, error) { return s.secret, nil })
	if err != nil {
		fmt.Println("token:", err)
	}
	fmt.Fprint(w, s.users[claims.UserID]) // want jwtverify/unchecked
}

// okRefresh lets a token that expired, and nothing else, be renewed.
func (s *server) okRefresh(w http.ResponseWriter, r *http.Request) {
	claims := &auth.Claims{}
	_, err := jwt.ParseWithClaims(r.FormValue("v3_refresh"), claims, func(*jwt.Token) (interface{}, error) { return s.secret, nil })
	if err != nil {
		var v *jwt.ValidationError
		if !errors.As(err, &v) || v.Errors&^jwt.ValidationErrorExpired != 0 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
	}
	raw, err := s.auth.Issue(claims.UserID, claims.Role)
	if err == nil {
		fmt.Fprint(w, raw)
	}
}

// okRefreshByType is the same with an assertion of the error's type.
func (s *server) okRefreshByType(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseWithClaims(r.FormValue("v3_refresh_type"), &auth.Claims{}, func(*jwt.Token) (interface{}, error) { return s.secret, nil })
	if v, ok := err.(*jwt.ValidationError); ok && v.Errors == jwt.ValidationErrorExpired {
		raw, err := s.auth.Issue(token.Claims.(*auth.Claims).UserID, "")
		if err == nil {
			fmt.Fprint(w, raw)
		}
		return
	}
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, token.Claims.(*auth.Claims).UserID)
}

// okValidity answers by what kind of error there is.
func (s *server) okValidity(raw string) (*auth.Claims, error) {
	token, err := jwt.ParseWithClaims(raw, &auth.Claims{}, func(*jwt.Token) (interface{}, error) { return s.secret, nil })
	if err != nil {
		if ve, ok := err.(*jwt.ValidationError); ok {
			if ve.Errors&jwt.ValidationErrorMalformed != 0 {
				return nil, errors.New("malformed")
			} else if ve.Errors&jwt.ValidationErrorExpired != 0 {
				return nil, errors.New("expired")
			} else {
				return nil, errors.New("invalid")
			}
		}
	}
	if token != nil {
		if claims, ok := token.Claims.(*auth.Claims); ok && token.Valid {
			return claims, nil
		}
	}
	return nil, errors.New("invalid")
}

// badRequest takes the token's presence for its validity.
func (s *server) badRequest(w http.ResponseWriter, r *http.Request) {
	token, _ := request.ParseFromRequest(r, request.HeaderExtractor{"X-V3-Request"}, func(*jwt.Token) (interface{}, error) {
		return s.secret, nil
	})
	if token == nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, token.Claims.(jwt.MapClaims)["name"]) // want jwtverify/unchecked "ParseFromRequest"
}

func (s *server) okRequest(w http.ResponseWriter, r *http.Request) {
	token, err := request.ParseFromRequestWithClaims(r, request.OAuth2Extractor, &auth.Claims{}, func(*jwt.Token) (interface{}, error) {
		return s.secret, nil
	})
	if err == nil && token.Valid {
		fmt.Fprint(w, token.Claims.(*auth.Claims).Role)
		return
	}
	w.WriteHeader(http.StatusUnauthorized)
}

// publicKey takes whatever method the token asks for.
func (s *server) publicKey(*jwt.Token) (interface{}, error) {
	return s.public, nil // want jwtverify/algorithm "public key"
}

func (s *server) badAlgorithm(w http.ResponseWriter, r *http.Request) {
	if _, err := request.ParseFromRequest(r, request.AuthorizationHeaderExtractor, s.publicKey); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func (s *server) pinnedKey(*jwt.Token) (interface{}, error) { return s.public, nil }

// okMethods pins the methods in a parser made elsewhere and kept in a field.
func (s *server) okMethods(raw string) error {
	p := newParser()
	_, err := p.Parse(raw, s.pinnedKey)
	return err
}

func newParser() *jwt.Parser {
	p := new(jwt.Parser)
	p.ValidMethods = []string{jwt.SigningMethodRS256.Name}
	return p
}

// okRequestParser hands the parser to the request's function as an option.
func (s *server) okRequestParser(r *http.Request) error {
	_, err := request.ParseFromRequest(r, request.OAuth2Extractor, func(*jwt.Token) (interface{}, error) { return s.public, nil },
		request.WithParser(&jwt.Parser{ValidMethods: []string{"RS256"}}))
	return err
}

// okSwitch chooses the key by the method's type.
func (s *server) okSwitch(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (interface{}, error) {
		switch t.Method.(type) {
		case *jwt.SigningMethodRSA:
			return s.public, nil
		case *jwt.SigningMethodHMAC:
			return s.secret, nil
		default:
			return nil, fmt.Errorf("method %v", t.Header["alg"])
		}
	})
	return err
}

func badNone() (string, error) {
	t := jwt.New(jwt.SigningMethodNone) // want jwtverify/none
	t.Claims = jwt.MapClaims{"exp": time.Now().Unix()}
	return t.SignedString(jwt.UnsafeAllowNoneSignatureType)
}

// badAcceptNone serves tokens of a test environment and takes them everywhere.
func badAcceptNone(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (interface{}, error) {
		if t.Method == jwt.SigningMethodNone {
			return jwt.UnsafeAllowNoneSignatureType, nil // want jwtverify/none "accepted"
		}
		return []byte{}, nil
	})
	return err
}

// badEndless sets claims one by one, and no expiry.
func (s *server) badEndless(id int) (string, error) {
	token := jwt.New(jwt.SigningMethodHS256) // want jwtverify/claims "never expires"
	claims := token.Claims.(jwt.MapClaims)
	claims["uid"] = id
	claims["admin"] = false
	return token.SignedString(s.secret)
}

// badEndlessMade puts a map in the token's place.
func (s *server) badEndlessMade(id int) (string, error) {
	claims := make(jwt.MapClaims)
	claims["uid"] = id
	token := jwt.New(jwt.SigningMethodHS256) // want jwtverify/claims "never expires"
	token.Claims = claims
	return token.SignedString(s.secret)
}

func (s *server) okNew(id int) (string, error) {
	token := jwt.New(jwt.SigningMethodHS256)
	claims := token.Claims.(jwt.MapClaims)
	claims["uid"] = id
	claims["exp"] = time.Now().Add(time.Hour).Unix()
	return token.SignedString(s.secret)
}

func (s *server) okMade(id int) (string, error) {
	claims := make(jwt.MapClaims)
	claims["uid"] = id
	claims["exp"] = time.Now().Add(time.Hour).Unix()
	token := jwt.New(jwt.SigningMethodHS256)
	token.Claims = claims
	return token.SignedString(s.secret)
}

func (s *server) okNewStruct(id int) (string, error) {
	token := jwt.New(jwt.SigningMethodHS256)
	token.Claims = &auth.Claims{UserID: id, StandardClaims: jwt.StandardClaims{ExpiresAt: time.Now().Add(time.Hour).Unix()}}
	return token.SignedString(s.secret)
}

// badSkip switches the check of claims off for good.
func (s *server) badSkip(raw string) (*jwt.Token, error) {
	parser := jwt.Parser{
		ValidMethods:         []string{"HS256"},
		SkipClaimsValidation: true, // want jwtverify/claims
	}
	return parser.ParseWithClaims(raw, &auth.Claims{}, func(*jwt.Token) (interface{}, error) { return s.secret, nil })
}

// okSkip compares the expiry by hand, with a week's grace.
func (s *server) okSkip(raw string) (*auth.Claims, error) {
	parser := jwt.Parser{SkipClaimsValidation: true}
	claims := &auth.Claims{}
	if _, err := parser.ParseWithClaims(raw, claims, func(*jwt.Token) (interface{}, error) { return s.secret, nil }); err != nil {
		return nil, err
	}
	if time.Unix(claims.ExpiresAt, 0).Before(time.Now().Add(-7 * 24 * time.Hour)) {
		return nil, errors.New("expired")
	}
	return claims, nil
}

var envKey = []byte(os.Getenv("V3_UNCHECKED_KEY")) // want jwtverify/key "V3_UNCHECKED_KEY"

func badKey() (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.StandardClaims{ExpiresAt: time.Now().Add(time.Hour).Unix()}).SignedString(envKey)
}

func okKey() (string, error) {
	key, found := os.LookupEnv("V3_CHECKED_KEY")
	if !found || len(key) < 32 {
		return "", errors.New("V3_CHECKED_KEY")
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.StandardClaims{ExpiresAt: time.Now().Add(time.Hour).Unix()}).SignedString([]byte(key))
}

func init() {
	s := &server{auth: auth.New(nil)}
	http.HandleFunc("/v3/peek", s.badPeek)
	http.HandleFunc("/v3/lenient", s.badLenient)
	http.HandleFunc("/v3/parse", s.okParse)
	http.Handle("/v3/profile", s.okMiddleware(http.HandlerFunc(s.okProfile)))
	http.Handle("/v3/again", s.okMiddleware(http.HandlerFunc(s.okAgain)))
	http.HandleFunc("/v3/expired", s.badExpired)
	http.HandleFunc("/v3/refresh", s.okRefresh)
	http.HandleFunc("/v3/refresh2", s.okRefreshByType)
	http.HandleFunc("/v3/request", s.badRequest)
	http.HandleFunc("/v3/request2", s.okRequest)
	http.HandleFunc("/v3/algorithm", s.badAlgorithm)
	http.HandleFunc("/v3/okvalidity", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okValidity(r.FormValue("v3_okvalidity")) })
	http.HandleFunc("/v3/okmethods", func(w http.ResponseWriter, r *http.Request) { _ = s.okMethods(r.FormValue("v3_okmethods")) })
	http.HandleFunc("/v3/okrequestparser", func(w http.ResponseWriter, r *http.Request) { _ = s.okRequestParser(r) })
	http.HandleFunc("/v3/okswitch", func(w http.ResponseWriter, r *http.Request) { _ = s.okSwitch(r.FormValue("v3_okswitch")) })
	http.HandleFunc("/v3/badacceptnone", func(w http.ResponseWriter, r *http.Request) { _ = badAcceptNone(r.FormValue("v3_badacceptnone")) })
	http.HandleFunc("/v3/badnone", func(w http.ResponseWriter, r *http.Request) { _, _ = badNone() })
	http.HandleFunc("/v3/badendless", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badEndless(1) })
	http.HandleFunc("/v3/badendlessmade", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badEndlessMade(1) })
	http.HandleFunc("/v3/oknew", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okNew(1) })
	http.HandleFunc("/v3/okmade", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okMade(1) })
	http.HandleFunc("/v3/oknewstruct", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okNewStruct(1) })
	http.HandleFunc("/v3/badskip", func(w http.ResponseWriter, r *http.Request) { _, _ = s.badSkip(r.FormValue("v3_badskip")) })
	http.HandleFunc("/v3/okskip", func(w http.ResponseWriter, r *http.Request) { _, _ = s.okSkip(r.FormValue("v3_okskip")) })
	http.HandleFunc("/v3/badkey", func(w http.ResponseWriter, r *http.Request) { _, _ = badKey() })
	http.HandleFunc("/v3/okkey", func(w http.ResponseWriter, r *http.Request) { _, _ = okKey() })
}
