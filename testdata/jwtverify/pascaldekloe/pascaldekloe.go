// Package pascaldekloe pins the checks on github.com/pascaldekloe/jwt, whose checks are of the signature alone.
package pascaldekloe

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/pascaldekloe/jwt"
)

type server struct {
	secret []byte
	rsa    *rsa.PublicKey
	keys   jwt.KeyRegister
	users  map[string]string
}

// badParse reads a subject that nobody signed for.
func (s *server) badParse(w http.ResponseWriter, r *http.Request) {
	claims, err := jwt.ParseWithoutCheck([]byte(r.Header.Get("X-Pascaldekloe-Parse"))) // want jwtverify/unverified "only decodes"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badSet reads a claim of its own.
func (s *server) badSet(w http.ResponseWriter, r *http.Request) {
	claims, err := jwt.ParseWithoutCheck([]byte(r.FormValue("pascaldekloe_set"))) // want jwtverify/unverified
	if err != nil || !claims.Valid(time.Now()) {
		return
	}
	if role, ok := claims.String("role"); ok && role == "admin" {
		fmt.Fprint(w, s.users["admin"])
	}
}

// okKid peeks at the key's id, and checks the same token.
func (s *server) okKid(w http.ResponseWriter, r *http.Request) {
	raw := []byte(r.FormValue("pascaldekloe_kid"))
	peek, err := jwt.ParseWithoutCheck(raw)
	if err != nil {
		return
	}
	claims, err := jwt.HMACCheck(raw, []byte(s.users[peek.KeyID]))
	if err != nil || !claims.Valid(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// okIssuer asks for no more than who issued it.
func okIssuer(r *http.Request) bool {
	claims, err := jwt.ParseWithoutCheck([]byte(r.FormValue("pascaldekloe_issuer")))
	return err == nil && claims.Issuer == "https://id.example.com"
}

func (s *server) okCheck(w http.ResponseWriter, r *http.Request) {
	token := strings.TrimPrefix(r.Header.Get("X-Pascaldekloe-Check"), "Bearer ")
	claims, err := jwt.HMACCheck([]byte(token), s.secret)
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if !claims.Valid(time.Now()) || !claims.AcceptAudience("shop") {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// okTemporal leaves room for clocks that differ.
func (s *server) okTemporal(w http.ResponseWriter, r *http.Request) {
	claims, err := s.keys.Check([]byte(r.FormValue("pascaldekloe_temporal")))
	if err != nil {
		return
	}
	if err := claims.AcceptTemporal(time.Now(), time.Minute); err != nil {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badTimes does not complete the check.
func (s *server) badTimes(w http.ResponseWriter, r *http.Request) {
	claims, err := jwt.RSACheck([]byte(r.Header.Get("X-Pascaldekloe-Times")), s.rsa) // want jwtverify/claims "expired"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badTimesHeader has the library find the token.
func (s *server) badTimesHeader(w http.ResponseWriter, r *http.Request) {
	claims, err := s.keys.CheckHeader(r) // want jwtverify/claims "expired"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// okExpires compares the expiry itself.
func (s *server) okExpires(w http.ResponseWriter, r *http.Request) {
	claims, err := jwt.HMACCheck([]byte(r.FormValue("pascaldekloe_expires")), s.secret)
	if err != nil || claims.Expires == nil || claims.Expires.Time().Before(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badIgnored asks whether the token holds by its times only.
func (s *server) badIgnored(w http.ResponseWriter, r *http.Request) {
	claims, _ := jwt.HMACCheck([]byte(r.FormValue("pascaldekloe_ignored")), s.secret)
	if claims == nil || !claims.Valid(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject]) // want jwtverify/unchecked
}

// badLate looks at the error when it is too late.
func (s *server) badLate(w http.ResponseWriter, r *http.Request) {
	claims, err := s.keys.Check([]byte(r.FormValue("pascaldekloe_late")))
	if claims.Valid(time.Now()) && claims.Subject == "admin" { // want jwtverify/unchecked
		fmt.Fprint(w, s.users["admin"])
	}
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

// okHandler is the library's own middleware, which looks at the times as well.
func okHandler(keys *jwt.KeyRegister) http.Handler {
	return &jwt.Handler{
		Target: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Header.Get("X-Verified-Name")) }),
		Keys:   keys, HeaderPrefix: "X-Verified-", HeaderBinding: map[string]string{"sub": "X-Verified-Name"},
	}
}

// badUnsigned leaves the third part out.
func badUnsigned(name string) ([]byte, error) {
	claims := jwt.Claims{Registered: jwt.Registered{Subject: name, Expires: jwt.NewNumericTime(time.Now().Add(time.Hour))}}
	return claims.FormatWithoutSign("none") // want jwtverify/none "without a signature"
}

func badEndless(secret []byte, name string) ([]byte, error) {
	var claims jwt.Claims
	claims.Subject = name
	claims.Issued = jwt.NewNumericTime(time.Now().Round(time.Second))
	return claims.HMACSign(jwt.HS256, secret) // want jwtverify/claims "never expires"
}

func badEndlessECDSA(key *ecdsa.PrivateKey, name string) ([]byte, error) {
	claims := &jwt.Claims{Set: map[string]interface{}{"name": name}}
	return claims.ECDSASign(jwt.ES256, key) // want jwtverify/claims "never expires"
}

func okSigned(secret []byte, name string) ([]byte, error) {
	var claims jwt.Claims
	claims.Subject = name
	claims.Expires = jwt.NewNumericTime(time.Now().Add(10 * time.Minute))
	return claims.HMACSign(jwt.HS512, secret)
}

func okSignedByObject(mac *jwt.HMAC, name string) ([]byte, error) {
	claims := jwt.Claims{Registered: jwt.Registered{Subject: name, Expires: jwt.NewNumericTime(time.Now().Add(time.Hour))}}
	return mac.Sign(&claims)
}

// okEmptyKey is refused.
func okEmptyKey() (*jwt.HMAC, error) {
	return jwt.NewHMAC(jwt.HS256, []byte(os.Getenv("PASCALDEKLOE_KEY")))
}

// badEmptySecret goes into a register, which refuses nothing.
func badEmptySecret() *jwt.KeyRegister {
	return &jwt.KeyRegister{Secrets: [][]byte{[]byte(os.Getenv("PASCALDEKLOE_SECRET"))}} // want jwtverify/key "PASCALDEKLOE_SECRET"
}

func init() {
	s := &server{}
	http.HandleFunc("/pascaldekloe/parse", s.badParse)
	http.HandleFunc("/pascaldekloe/set", s.badSet)
	http.HandleFunc("/pascaldekloe/kid", s.okKid)
	http.HandleFunc("/pascaldekloe/issuer", func(w http.ResponseWriter, r *http.Request) { okIssuer(r) })
	http.HandleFunc("/pascaldekloe/check", s.okCheck)
	http.HandleFunc("/pascaldekloe/temporal", s.okTemporal)
	http.HandleFunc("/pascaldekloe/times", s.badTimes)
	http.HandleFunc("/pascaldekloe/header", s.badTimesHeader)
	http.HandleFunc("/pascaldekloe/expires", s.okExpires)
	http.HandleFunc("/pascaldekloe/ignored", s.badIgnored)
	http.HandleFunc("/pascaldekloe/late", s.badLate)
	http.Handle("/pascaldekloe/handler", okHandler(badEmptySecret()))
	http.HandleFunc("/pascaldekloe/unsigned", func(w http.ResponseWriter, r *http.Request) { _, _ = badUnsigned("1") })
	http.HandleFunc("/pascaldekloe/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndless(nil, "1") })
	http.HandleFunc("/pascaldekloe/ecdsa", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndlessECDSA(nil, "1") })
	http.HandleFunc("/pascaldekloe/signed", func(w http.ResponseWriter, r *http.Request) { _, _ = okSigned(nil, "1") })
	http.HandleFunc("/pascaldekloe/object", func(w http.ResponseWriter, r *http.Request) {
		if mac, err := okEmptyKey(); err == nil {
			_, _ = okSignedByObject(mac, "1")
		}
	})
}
