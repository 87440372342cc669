// Package dgrijalva pins the checks on github.com/dgrijalva/jwt-go, which many servers still use, with negroni and gorilla/mux.
package dgrijalva

import (
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/dgrijalva/jwt-go"
	"github.com/dgrijalva/jwt-go/request"
	"github.com/gorilla/mux"
)

type jwtData struct {
	*jwt.StandardClaims
	UserID string            `json:"userId"`
	Custom map[string]string `json:"custom"`
}

type app struct {
	secret string
	ec     *ecdsa.PublicKey
	store  map[string]string
}

// badUser reads the user's name from a cookie's token.
func (a *app) badUser(r *http.Request) (string, error) {
	cookie, err := r.Cookie("dgrijalva_user")
	if err != nil {
		return "", err
	}
	parser := jwt.Parser{}
	token, _, err := parser.ParseUnverified(cookie.Value, jwt.MapClaims{}) // want jwtverify/unverified
	if err != nil {
		return "", err
	}
	claims := token.Claims.(jwt.MapClaims)
	return claims["user"].(string), nil
}

func (a *app) badUserHandler(w http.ResponseWriter, r *http.Request) {
	user, err := a.badUser(r)
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	_ = json.NewEncoder(w).Encode(a.store[user])
}

// badClosure verifies in a middleware that calls the handler anyway.
func (a *app) badClosure(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, err := jwt.Parse(r.Header.Get("X-Dgrijalva-Closure"), func(t *jwt.Token) (interface{}, error) {
			if _, ok := t.Method.(*jwt.SigningMethodHMAC); !ok {
				return nil, fmt.Errorf("unexpected method %v", t.Header["alg"])
			}
			return []byte(a.secret), nil
		})
		if err != nil {
			log.Println(err)
		}
		ctx := context.WithValue(r.Context(), "claims", token.Claims) // want jwtverify/unchecked
		next(w, r.WithContext(ctx))
	}
}

// okClosure answers and returns.
func (a *app) okClosure(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		header := r.Header.Get("X-Dgrijalva-OK")
		if !strings.HasPrefix(header, "Bearer ") {
			respond(w, http.StatusUnauthorized, "missing token")
			return
		}
		token, err := jwt.Parse(strings.Split(header, " ")[1], func(t *jwt.Token) (interface{}, error) {
			if _, ok := t.Method.(*jwt.SigningMethodHMAC); !ok {
				return nil, fmt.Errorf("there was an error")
			}
			return []byte(a.secret), nil
		})
		if err != nil {
			respond(w, http.StatusUnauthorized, err.Error())
			return
		}
		if token.Valid {
			next(w, r.WithContext(context.WithValue(r.Context(), "decoded", token.Claims)))
		} else {
			respond(w, http.StatusUnauthorized, "invalid token")
		}
	}
}

func respond(w http.ResponseWriter, code int, message string) {
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": message})
}

// okExtractor takes the token of a query parameter or the header.
func (a *app) okExtractor(w http.ResponseWriter, r *http.Request) {
	token, err := request.ParseFromRequestWithClaims(r, request.MultiExtractor{request.ArgumentExtractor{"access"}, request.OAuth2Extractor}, &jwtData{}, a.key)
	if err != nil {
		respond(w, http.StatusUnauthorized, "token")
		return
	}
	data, _ := token.Claims.(*jwtData)
	respond(w, http.StatusOK, a.store[data.UserID])
}

func (a *app) key(t *jwt.Token) (interface{}, error) { return []byte(a.secret), nil }

// badKey hands out the public key to whatever asks.
func (a *app) badAlgorithm(raw string) error {
	keyFunc := func(t *jwt.Token) (interface{}, error) {
		return a.ec, nil // want jwtverify/algorithm
	}
	_, err := jwt.ParseWithClaims(raw, &jwtData{}, keyFunc)
	return err
}

// okAlgorithm compares the method's name.
func (a *app) okAlgorithm(raw string) error {
	_, err := jwt.ParseWithClaims(raw, &jwtData{}, func(t *jwt.Token) (interface{}, error) {
		if jwt.SigningMethodES256 != t.Method {
			return nil, fmt.Errorf("method %v", t.Method.Alg())
		}
		return a.ec, nil
	})
	return err
}

// badEndless is the pattern of many a tutorial.
func (a *app) badEndless(name string) (string, error) {
	token := jwt.New(jwt.SigningMethodHS256) // want jwtverify/claims "never expires"
	claims := token.Claims.(jwt.MapClaims)
	claims["authorized"] = true
	claims["user"] = name
	return token.SignedString([]byte(a.secret))
}

func (a *app) okTutorial(name string) (string, error) {
	token := jwt.New(jwt.SigningMethodHS256)
	claims := token.Claims.(jwt.MapClaims)
	claims["authorized"] = true
	claims["user"] = name
	claims["exp"] = time.Now().Add(time.Minute * 30).Unix()
	return token.SignedString([]byte(a.secret))
}

// badEndlessData has pointers to claims inside.
func (a *app) badEndlessData(id string) (string, error) {
	data := jwtData{StandardClaims: &jwt.StandardClaims{Issuer: "app"}, UserID: id}
	return jwt.NewWithClaims(jwt.GetSigningMethod("HS256"), data).SignedString([]byte(a.secret)) // want jwtverify/claims "never expires"
}

func (a *app) okData(id string) (string, error) {
	data := jwtData{StandardClaims: &jwt.StandardClaims{ExpiresAt: time.Now().Add(time.Hour).Unix()}, UserID: id}
	return jwt.NewWithClaims(jwt.GetSigningMethod("HS256"), data).SignedString([]byte(a.secret))
}

func badNone(claims jwtData) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodNone, claims).SignedString(jwt.UnsafeAllowNoneSignatureType) // want jwtverify/none "without a signature"
}

// badSkip switches the validation off in a variable of the package.
var parser = &jwt.Parser{SkipClaimsValidation: true} // want jwtverify/claims

func (a *app) badSkip(raw string) error {
	_, err := parser.Parse(raw, a.key)
	return err
}

func badSecret(id string) (string, error) {
	data := jwt.MapClaims{"id": id, "exp": time.Now().Add(time.Hour).Unix()}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, data).SignedString([]byte(os.Getenv("DGRIJALVA_UNCHECKED_KEY"))) // want jwtverify/key
}

// secretOr is a helper of the program's own, with another value where the variable is not set.
func secretOr(name, other string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return other
}

func okSecret(id, other string) (string, error) {
	data := jwt.MapClaims{"id": id, "exp": time.Now().Add(time.Hour).Unix()}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, data).SignedString([]byte(secretOr("DGRIJALVA_OTHER_KEY", other)))
}

func init() {
	a := &app{}
	r := mux.NewRouter()
	r.HandleFunc("/user", a.badUserHandler)
	r.HandleFunc("/closure", a.badClosure(func(w http.ResponseWriter, r *http.Request) {}))
	r.HandleFunc("/ok", a.okClosure(func(w http.ResponseWriter, r *http.Request) {}))
	r.HandleFunc("/extractor", a.okExtractor)
	r.HandleFunc("/algorithm", func(w http.ResponseWriter, r *http.Request) { _ = a.badAlgorithm(r.FormValue("dgrijalva_algorithm")) })
	r.HandleFunc("/okalgorithm", func(w http.ResponseWriter, r *http.Request) { _ = a.okAlgorithm(r.FormValue("dgrijalva_okalgorithm")) })
	r.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = a.badEndless("1") })
	r.HandleFunc("/tutorial", func(w http.ResponseWriter, r *http.Request) { _, _ = a.okTutorial("1") })
	r.HandleFunc("/data", func(w http.ResponseWriter, r *http.Request) { _, _ = a.badEndlessData("1") })
	r.HandleFunc("/okdata", func(w http.ResponseWriter, r *http.Request) { _, _ = a.okData("1") })
	r.HandleFunc("/none", func(w http.ResponseWriter, r *http.Request) { _, _ = badNone(jwtData{}) })
	r.HandleFunc("/skip", func(w http.ResponseWriter, r *http.Request) { _ = a.badSkip(r.FormValue("dgrijalva_skip")) })
	r.HandleFunc("/secret", func(w http.ResponseWriter, r *http.Request) { _, _ = badSecret("1") })
	r.HandleFunc("/oksecret", func(w http.ResponseWriter, r *http.Request) { _, _ = okSecret("1", r.FormValue("other")) })
	http.Handle("/dgrijalva/", r)
}
