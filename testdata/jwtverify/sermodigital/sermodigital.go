// Package sermodigital pins the checks on github.com/SermoDigital/jose, which decodes a token first and verifies it when asked.
package sermodigital

import (
	"crypto/rsa"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/SermoDigital/jose/crypto"
	"github.com/SermoDigital/jose/jws"
	"github.com/SermoDigital/jose/jwt"
)

type server struct {
	key   *rsa.PublicKey
	users map[string]string
}

// badParse takes parsing for checking.
func (s *server) badParse(w http.ResponseWriter, r *http.Request) {
	token, err := jws.ParseJWT([]byte(r.Header.Get("X-Sermo-Parse"))) // want jwtverify/unverified "only decodes"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	name, _ := token.Claims().Subject()
	fmt.Fprint(w, s.users[name])
}

// badRequest has the library find the token: in a header that others verify.
func (s *server) badRequest(w http.ResponseWriter, r *http.Request) {
	token, err := jws.ParseJWTFromRequest(r) // want:low jwtverify/unverified
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[fmt.Sprint(token.Claims().Get("name"))])
}

// okValidate verifies, and validates the times.
func (s *server) okValidate(w http.ResponseWriter, r *http.Request) {
	token, err := jws.ParseJWT([]byte(r.Header.Get("X-Sermo-Validate")))
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if err := token.Validate(s.key, crypto.SigningMethodRS256); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	name, _ := token.Claims().Subject()
	fmt.Fprint(w, s.users[name])
}

// okValidator expects an issuer too, in a function of its own.
func (s *server) okValidator(w http.ResponseWriter, r *http.Request) {
	token, err := s.valid([]byte(r.FormValue("sermo_validator")))
	if err != nil {
		return
	}
	fmt.Fprint(w, s.users[fmt.Sprint(token.Claims().Get("sub"))])
}

func (s *server) valid(raw []byte) (jwt.JWT, error) {
	token, err := jws.ParseJWT(raw)
	if err != nil {
		return nil, err
	}
	v := &jwt.Validator{}
	v.SetIssuer("id")
	if err := token.Validate(s.key, crypto.SigningMethodRS256, v); err != nil {
		return nil, errors.New("invalid")
	}
	return token, nil
}

// badValidateDropped does not ask how it went.
func (s *server) badValidateDropped(w http.ResponseWriter, r *http.Request) {
	token, err := jws.ParseJWT([]byte(r.FormValue("sermo_dropped")))
	if err != nil {
		return
	}
	_ = token.Validate(s.key, crypto.SigningMethodRS256)
	fmt.Fprint(w, s.users[fmt.Sprint(token.Claims().Get("sub"))]) // want jwtverify/unchecked
}

// badVerify leaves the times out.
func (s *server) badVerify(w http.ResponseWriter, r *http.Request) {
	message, err := jws.ParseCompact([]byte(r.FormValue("sermo_verify")))
	if err != nil {
		return
	}
	if err := message.Verify(s.key, crypto.SigningMethodRS256); err != nil { // want jwtverify/claims "expired"
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	claims, _ := message.Payload().(map[string]interface{})
	fmt.Fprint(w, s.users[fmt.Sprint(claims["sub"])])
}

// okVerify looks at them by hand.
func (s *server) okVerify(w http.ResponseWriter, r *http.Request) {
	message, err := jws.ParseCompact([]byte(r.FormValue("sermo_okverify")))
	if err != nil {
		return
	}
	if err := message.Verify(s.key, crypto.SigningMethodRS256); err != nil {
		return
	}
	claims, _ := message.Payload().(map[string]interface{})
	if exp, ok := claims["exp"].(float64); !ok || int64(exp) < time.Now().Unix() {
		return
	}
	fmt.Fprint(w, s.users[fmt.Sprint(claims["sub"])])
}

// badNone verifies by the method that always agrees.
func (s *server) badNone(w http.ResponseWriter, r *http.Request) {
	token, err := jws.ParseJWT([]byte(r.FormValue("sermo_none")))
	if err != nil {
		return
	}
	if err := token.Validate(nil, crypto.Unsecured); err != nil { // want jwtverify/none "accepts"
		return
	}
	fmt.Fprint(w, s.users[fmt.Sprint(token.Claims().Get("sub"))])
}

// badUnsigned makes a token that anyone could.
func badUnsigned(name string) ([]byte, error) {
	claims := jws.Claims{"name": name}
	claims.SetExpiration(time.Now().Add(time.Hour))
	return jws.NewJWT(claims, crypto.Unsecured).Serialize(nil) // want jwtverify/none "without a signature"
}

func badEndless(key *rsa.PrivateKey, name string) ([]byte, error) {
	claims := jws.Claims{}
	claims.Set("name", name)
	return jws.NewJWT(claims, crypto.SigningMethodRS256).Serialize(key) // want jwtverify/claims "never expires"
}

func okExpires(key *rsa.PrivateKey, name string) ([]byte, error) {
	claims := jws.Claims{}
	claims.SetSubject(name)
	claims.SetExpiration(time.Now().Add(time.Hour))
	return jws.NewJWT(claims, crypto.SigningMethodRS256).Serialize(key)
}

func okExpiresByKey(key *rsa.PrivateKey, name string) ([]byte, error) {
	claims := jws.Claims{"sub": name, "exp": time.Now().Add(time.Hour).Unix()}
	return jws.NewJWT(claims, crypto.SigningMethodRS256).Serialize(key)
}

// badKey is not refused when it is empty.
func badKey(raw []byte) error {
	token, err := jws.ParseJWT(raw)
	if err != nil {
		return err
	}
	return token.Validate([]byte(os.Getenv("SERMO_KEY")), crypto.SigningMethodHS256) // want jwtverify/key "SERMO_KEY"
}

func init() {
	s := &server{}
	http.HandleFunc("/sermo/parse", s.badParse)
	http.HandleFunc("/sermo/request", s.badRequest)
	http.HandleFunc("/sermo/validate", s.okValidate)
	http.HandleFunc("/sermo/validator", s.okValidator)
	http.HandleFunc("/sermo/dropped", s.badValidateDropped)
	http.HandleFunc("/sermo/verify", s.badVerify)
	http.HandleFunc("/sermo/okverify", s.okVerify)
	http.HandleFunc("/sermo/none", s.badNone)
	http.HandleFunc("/sermo/unsigned", func(w http.ResponseWriter, r *http.Request) { _, _ = badUnsigned("1") })
	http.HandleFunc("/sermo/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndless(nil, "1") })
	http.HandleFunc("/sermo/expires", func(w http.ResponseWriter, r *http.Request) { _, _ = okExpires(nil, "1") })
	http.HandleFunc("/sermo/bykey", func(w http.ResponseWriter, r *http.Request) { _, _ = okExpiresByKey(nil, "1") })
	http.HandleFunc("/sermo/key", func(w http.ResponseWriter, r *http.Request) { _ = badKey([]byte(r.FormValue("sermo_key"))) })
}
