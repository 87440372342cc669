// Package gbrlsnchs3 pins the checks on github.com/gbrlsnchs/jwt/v3, which looks at the claims only where it is given validators
// for them, panics on an empty key, and has an algorithm for none.
package gbrlsnchs3

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/gbrlsnchs/jwt/v3"
)

type payload struct {
	jwt.Payload
	Admin bool `json:"admin,omitempty"`
}

type server struct {
	alg   jwt.Algorithm
	users map[string]string
}

// okValidated has the claims validated as well.
func (s *server) okValidated(w http.ResponseWriter, r *http.Request) {
	var pl payload
	now := time.Now()
	validate := jwt.ValidatePayload(&pl.Payload, jwt.IssuedAtValidator(now), jwt.ExpirationTimeValidator(now), jwt.AudienceValidator(jwt.Audience{"shop"}))
	if _, err := jwt.Verify([]byte(r.Header.Get("X-Gbrlsnchs-Validated")), s.alg, &pl, validate); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[pl.Subject])
}

// badTimes verifies the signature alone.
func (s *server) badTimes(w http.ResponseWriter, r *http.Request) {
	var pl payload
	if _, err := jwt.Verify([]byte(r.Header.Get("X-Gbrlsnchs-Times")), s.alg, &pl, jwt.ValidateHeader); err != nil { // want jwtverify/claims "expired"
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[pl.Subject])
}

// badValidators has other claims validated than the expiry.
func (s *server) badValidators(w http.ResponseWriter, r *http.Request) {
	var pl payload
	validate := jwt.ValidatePayload(&pl.Payload, jwt.IssuerValidator("id"))
	if _, err := jwt.Verify([]byte(r.Header.Get("X-Gbrlsnchs-Validators")), s.alg, &pl, validate); err != nil { // want jwtverify/claims "expired"
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[pl.Subject])
}

// okByHand compares the expiry itself.
func (s *server) okByHand(w http.ResponseWriter, r *http.Request) {
	var pl payload
	if _, err := jwt.Verify([]byte(r.FormValue("gbrlsnchs_byhand")), s.alg, &pl); err != nil {
		return
	}
	if pl.ExpirationTime == nil || time.Now().After(pl.ExpirationTime.Time) {
		return
	}
	fmt.Fprint(w, s.users[pl.Subject])
}

// checks are shared by the handlers that use them.
func checks(pl *jwt.Payload) jwt.VerifyOption {
	return jwt.ValidatePayload(pl, jwt.ExpirationTimeValidator(time.Now()))
}

func (s *server) okShared(w http.ResponseWriter, r *http.Request) {
	var pl payload
	if _, err := jwt.Verify([]byte(r.FormValue("gbrlsnchs_shared")), s.alg, &pl, checks(&pl.Payload)); err != nil {
		return
	}
	fmt.Fprint(w, s.users[pl.Subject])
}

// badLogged goes on.
func (s *server) badLogged(w http.ResponseWriter, r *http.Request) {
	var pl payload
	hd, err := jwt.Verify([]byte(r.FormValue("gbrlsnchs_logged")), s.alg, &pl, checks(&pl.Payload))
	if err != nil {
		log.Print(hd.KeyID, err)
	}
	if pl.Admin { // want jwtverify/unchecked
		fmt.Fprint(w, s.users[pl.Subject])
	}
}

// badNone accepts what nobody signed.
func (s *server) badNone(w http.ResponseWriter, r *http.Request) {
	var pl payload
	if _, err := jwt.Verify([]byte(r.FormValue("gbrlsnchs_none")), jwt.None(), &pl, checks(&pl.Payload)); err != nil { // want jwtverify/none "accepts"
		return
	}
	fmt.Fprint(w, s.users[pl.Subject])
}

// badFallback does so where no key is set.
func (s *server) badFallback(w http.ResponseWriter, r *http.Request) {
	var alg jwt.Algorithm = jwt.None()
	if key := os.Getenv("GBRLSNCHS_FALLBACK"); key != "" {
		alg = jwt.NewHS256([]byte(key))
	}
	var pl payload
	if _, err := jwt.Verify([]byte(r.FormValue("gbrlsnchs_fallback")), alg, &pl, checks(&pl.Payload)); err != nil { // want jwtverify/none "accepts"
		return
	}
	fmt.Fprint(w, s.users[pl.Subject])
}

// noneByName is the program's own switch, which has none in it.
func noneByName(name string, key []byte) jwt.Algorithm {
	switch name {
	case "none":
		return jwt.None()
	case "HS512":
		return jwt.NewHS512(key)
	}
	return jwt.NewHS256(key)
}

func badUnsigned(name string, key []byte) ([]byte, error) {
	pl := payload{Payload: jwt.Payload{Subject: name, ExpirationTime: jwt.NumericDate(time.Now().Add(time.Hour))}}
	return jwt.Sign(pl, noneByName(os.Getenv("GBRLSNCHS_ALG"), key)) // want jwtverify/none "without a signature"
}

func badEndless(alg jwt.Algorithm, name string) ([]byte, error) {
	pl := payload{Payload: jwt.Payload{Subject: name, IssuedAt: jwt.NumericDate(time.Now())}}
	return jwt.Sign(pl, alg) // want jwtverify/claims "never expires"
}

func okExpires(alg jwt.Algorithm, name string) ([]byte, error) {
	pl := payload{Payload: jwt.Payload{Subject: name}}
	pl.ExpirationTime = jwt.NumericDate(time.Now().Add(time.Hour))
	return jwt.Sign(pl, alg, jwt.KeyID("1"))
}

// okEmptyKey lets the program end at its start where the key is not set.
func okEmptyKey() *jwt.HMACSHA { return jwt.NewHS256([]byte(os.Getenv("GBRLSNCHS_KEY"))) }

func init() {
	s := &server{alg: okEmptyKey()}
	http.HandleFunc("/gbrlsnchs/validated", s.okValidated)
	http.HandleFunc("/gbrlsnchs/times", s.badTimes)
	http.HandleFunc("/gbrlsnchs/validators", s.badValidators)
	http.HandleFunc("/gbrlsnchs/byhand", s.okByHand)
	http.HandleFunc("/gbrlsnchs/shared", s.okShared)
	http.HandleFunc("/gbrlsnchs/logged", s.badLogged)
	http.HandleFunc("/gbrlsnchs/none", s.badNone)
	http.HandleFunc("/gbrlsnchs/fallback", s.badFallback)
	http.HandleFunc("/gbrlsnchs/unsigned", func(w http.ResponseWriter, r *http.Request) { _, _ = badUnsigned("1", nil) })
	http.HandleFunc("/gbrlsnchs/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndless(s.alg, "1") })
	http.HandleFunc("/gbrlsnchs/expires", func(w http.ResponseWriter, r *http.Request) { _, _ = okExpires(s.alg, "1") })
}
