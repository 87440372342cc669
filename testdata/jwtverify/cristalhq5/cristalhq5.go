// Package cristalhq5 pins the checks on github.com/cristalhq/jwt/v5, which compares the algorithm itself, refuses an empty key,
// and leaves the claims to its caller.
package cristalhq5

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/cristalhq/jwt/v5"
)

type userClaims struct {
	jwt.RegisteredClaims
	Role string `json:"role"`
}

type server struct {
	verifier jwt.Verifier
	keys     map[string]*rsa.PublicKey
	users    map[string]string
}

// badDecode reads who a token is for, and verifies nothing.
func (s *server) badDecode(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseNoVerify([]byte(strings.TrimPrefix(r.Header.Get("X-Cristalhq5-Decode"), "Bearer "))) // want jwtverify/unverified "only decodes"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims userClaims
	if err := token.DecodeClaims(&claims); err != nil {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badRaw takes the claims as they are.
func (s *server) badRaw(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseNoVerify([]byte(r.FormValue("cristalhq5_raw"))) // want jwtverify/unverified
	if err != nil {
		return
	}
	var claims struct{ Role string }
	if err := json.Unmarshal(token.Claims(), &claims); err != nil || claims.Role != "admin" {
		w.WriteHeader(http.StatusForbidden)
	}
}

// okKid finds the key by the header, then has the same token verified.
func (s *server) okKid(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseNoVerify([]byte(r.FormValue("cristalhq5_kid")))
	if err != nil {
		return
	}
	verifier, err := jwt.NewVerifierRS(jwt.RS256, s.keys[token.Header().KeyID])
	if err != nil {
		return
	}
	if err := verifier.Verify(token); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims userClaims
	if err := token.DecodeClaims(&claims); err != nil || !claims.IsValidAt(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// okExpiryOfOwn reads no more than how long a token holds.
func okExpiryOfOwn(r *http.Request) bool {
	token, err := jwt.ParseNoVerify([]byte(r.FormValue("cristalhq5_own")))
	if err != nil {
		return false
	}
	var claims jwt.RegisteredClaims
	return token.DecodeClaims(&claims) == nil && claims.IsValidExpiresAt(time.Now())
}

// okParse verifies, and looks at the times and the audience.
func (s *server) okParse(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.Parse([]byte(r.Header.Get("X-Cristalhq5-Parse")), s.verifier)
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims userClaims
	if err := json.Unmarshal(token.Claims(), &claims); err != nil {
		return
	}
	if !claims.IsForAudience("shop") || !claims.IsValidAt(time.Now()) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badTimes believes what is signed, however old.
func (s *server) badTimes(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.Parse([]byte(r.Header.Get("X-Cristalhq5-Times")), s.verifier) // want jwtverify/claims "expired"
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var claims userClaims
	if err := token.DecodeClaims(&claims); err != nil {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// badParseClaims does so in one call.
func (s *server) badParseClaims(w http.ResponseWriter, r *http.Request) {
	var claims userClaims
	if err := jwt.ParseClaims([]byte(r.Header.Get("X-Cristalhq5-Claims")), s.verifier, &claims); err != nil { // want jwtverify/claims "expired"
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// okByHand compares the expiry itself.
func (s *server) okByHand(w http.ResponseWriter, r *http.Request) {
	var claims userClaims
	if err := jwt.ParseClaims([]byte(r.Header.Get("X-Cristalhq5-ByHand")), s.verifier, &claims); err != nil {
		return
	}
	if claims.ExpiresAt == nil || claims.ExpiresAt.Before(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

// okHelper leaves that to a method of the claims.
func (s *server) okHelper(w http.ResponseWriter, r *http.Request) {
	var claims userClaims
	if err := jwt.ParseClaims([]byte(r.Header.Get("X-Cristalhq5-Helper")), s.verifier, &claims); err != nil {
		return
	}
	if err := claims.current(); err != nil {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject])
}

func (c *userClaims) current() error {
	if !c.IsValidExpiresAt(time.Now()) {
		return errors.New("expired")
	}
	return nil
}

// badLogged goes on with claims that nobody signed for.
func (s *server) badLogged(w http.ResponseWriter, r *http.Request) {
	var claims userClaims
	if err := jwt.ParseClaims([]byte(r.Header.Get("X-Cristalhq5-Logged")), s.verifier, &claims); err != nil {
		log.Print(err)
	}
	if !claims.IsValidAt(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject]) // want jwtverify/unchecked
}

// badVerifyDropped has the token verified, and does not ask whether that went well.
func (s *server) badVerifyDropped(w http.ResponseWriter, r *http.Request) {
	token, err := jwt.ParseNoVerify([]byte(r.FormValue("cristalhq5_dropped")))
	if err != nil {
		return
	}
	_ = s.verifier.Verify(token)
	var claims userClaims
	if err := token.DecodeClaims(&claims); err != nil || !claims.IsValidAt(time.Now()) {
		return
	}
	fmt.Fprint(w, s.users[claims.Subject]) // want jwtverify/unchecked
}

func badEndless(signer jwt.Signer, name string) (*jwt.Token, error) {
	return jwt.NewBuilder(signer).Build(&userClaims{Role: name}) // want jwtverify/claims "never expires"
}

func badEndlessMap(signer jwt.Signer, name string) (*jwt.Token, error) {
	return jwt.NewBuilder(signer, jwt.WithKeyID("1")).Build(map[string]any{"sub": name}) // want jwtverify/claims "never expires"
}

func okExpires(signer jwt.Signer, name string) (*jwt.Token, error) {
	claims := userClaims{Role: name}
	claims.ExpiresAt = jwt.NewNumericDate(time.Now().Add(time.Hour))
	return jwt.NewBuilder(signer).Build(claims)
}

// okEmptyKey is refused by the library: with an error, and without a signer.
func okEmptyKey() (jwt.Signer, error) {
	return jwt.NewSignerHS(jwt.HS256, []byte(os.Getenv("CRISTALHQ5_KEY")))
}

// badShortKey makes a key of 8 bytes.
func badShortKey() (jwt.Verifier, error) {
	key := make([]byte, 8) // want jwtverify/key "8 bytes"
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	return jwt.NewVerifierHS(jwt.HS512, key)
}

func init() {
	s := &server{}
	http.HandleFunc("/cristalhq5/decode", s.badDecode)
	http.HandleFunc("/cristalhq5/raw", s.badRaw)
	http.HandleFunc("/cristalhq5/kid", s.okKid)
	http.HandleFunc("/cristalhq5/own", func(w http.ResponseWriter, r *http.Request) { okExpiryOfOwn(r) })
	http.HandleFunc("/cristalhq5/parse", s.okParse)
	http.HandleFunc("/cristalhq5/times", s.badTimes)
	http.HandleFunc("/cristalhq5/claims", s.badParseClaims)
	http.HandleFunc("/cristalhq5/byhand", s.okByHand)
	http.HandleFunc("/cristalhq5/helper", s.okHelper)
	http.HandleFunc("/cristalhq5/logged", s.badLogged)
	http.HandleFunc("/cristalhq5/dropped", s.badVerifyDropped)
	http.HandleFunc("/cristalhq5/endless", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndless(nil, "1") })
	http.HandleFunc("/cristalhq5/map", func(w http.ResponseWriter, r *http.Request) { _, _ = badEndlessMap(nil, "1") })
	http.HandleFunc("/cristalhq5/expires", func(w http.ResponseWriter, r *http.Request) { _, _ = okExpires(nil, "1") })
	http.HandleFunc("/cristalhq5/empty", func(w http.ResponseWriter, r *http.Request) { _, _ = okEmptyKey() })
	http.HandleFunc("/cristalhq5/short", func(w http.ResponseWriter, r *http.Request) { _, _ = badShortKey() })
}
