// Package draws holds what predictable numbers become.
package draws

import (
	crand "crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"math/big"
	"math/rand"
	randv2 "math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/gin-contrib/sessions"
	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
)

// User is a user.
type User struct {
	ID         int
	ResetToken string
	Password   string
	Nickname   string
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789"

// randomString is used for a token.
func randomString(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[rand.Intn(len(letters))] // want weaktoken/predictable "rand.Intn can be predicted, and what it draws becomes User.ResetToken"
	}
	return string(b)
}

func forgot(u *User) { u.ResetToken = randomString(32) }

var runes = []rune("abcdefghijklmnopqrstuvwxyz")

func newPassword(n int) string {
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	out := make([]rune, n)
	for i := range out {
		out[i] = runes[r.Intn(len(runes))] // want weaktoken/predictable "of a seeded generator can be predicted, and what it draws becomes draws.newPassword"
	}
	return string(out)
}

func badBuilder() (token string) {
	var sb strings.Builder
	for sb.Len() < 20 {
		sb.WriteByte(letters[randv2.IntN(len(letters))]) // want weaktoken/predictable "rand.IntN can be predicted"
	}
	token = sb.String()
	return token
}

func badCode(send func(string)) {
	verificationCode := fmt.Sprintf("%06d", rand.Intn(1000000)) // want weaktoken/predictable "becomes verificationCode"
	send(verificationCode)
}

func badOTP(send func(otp string)) {
	otp := strconv.Itoa(100000 + rand.Intn(900000)) // want weaktoken/predictable "becomes otp"
	send(otp)
}

func badRead() string {
	b := make([]byte, 16)
	rand.Read(b) // want weaktoken/predictable "becomes sessionID"
	sessionID := hex.EncodeToString(b)
	return sessionID
}

func between(lo, hi int) int { return lo + rand.Intn(hi-lo) } // want weaktoken/predictable "becomes pin"

func badHelper() string {
	pin := fmt.Sprint(between(1000, 9999))
	return pin
}

func badKey() (string, error) {
	key := make([]byte, 32)
	rand.Read(key) // want weaktoken/predictable "a key or password for"
	return jwt.New(jwt.SigningMethodHS256).SignedString(key)
}

func badNonce() []byte {
	nonce := make([]byte, 12)
	for i := range nonce {
		nonce[i] = byte(rand.Intn(256)) // want weaktoken/predictable "becomes nonce"
	}
	return nonce
}

func badMap() map[string]string {
	return map[string]string{"csrf_token": base64.StdEncoding.EncodeToString([]byte(fmt.Sprint(rand.Int63())))} // want weaktoken/predictable "becomes csrf_token"
}

func badClosure() string {
	pick := func() byte {
		return letters[rand.Int63()%int64(len(letters))] // want weaktoken/predictable "becomes token"
	}
	token := ""
	for i := 0; i < 10; i++ {
		token += string(pick())
	}
	return token
}

func badDigits() string {
	otp := ""
	for _, d := range rand.Perm(6) { // want weaktoken/predictable "becomes otp"
		otp += strconv.Itoa(d % 10)
	}
	return otp
}

func badState(c *gin.Context) {
	session := sessions.Default(c)
	state := strconv.Itoa(rand.Int()) // want weaktoken/predictable "becomes oauth_state"
	session.Set("oauth_state", state)
}

func okJitter() time.Duration { return time.Duration(rand.Intn(1000)) * time.Millisecond }

func okNickname(u *User) { u.Nickname = "guest" + strconv.Itoa(rand.Intn(10000)) }

func okRequestID() string {
	requestID := strconv.FormatInt(rand.Int63(), 36)
	return requestID
}

func okPageToken() string {
	nextPageToken := strconv.Itoa(rand.Intn(100))
	return nextPageToken
}

func okCrypto() string {
	token := crand.Text()
	return token
}

// secure is a source over crypto/rand.
type secure struct{}

func (secure) Seed(int64)     {}
func (s secure) Int63() int64 { return int64(s.Uint64() >> 1) }
func (secure) Uint64() (v uint64) {
	var b [8]byte
	if _, err := crand.Read(b[:]); err != nil {
		panic(err)
	}
	return binary.BigEndian.Uint64(b[:])
}

func okOwnSource() string {
	r := rand.New(secure{})
	token := strconv.FormatUint(r.Uint64(), 36)
	return token
}

// okFallback draws from it only where the secure generator has failed.
func okFallback(n int) string {
	b := make([]byte, n)
	for i := range b {
		num, err := crand.Int(crand.Reader, big.NewInt(int64(len(letters))))
		if err != nil {
			b[i] = letters[rand.Intn(len(letters))]
		} else {
			b[i] = letters[num.Int64()]
		}
	}
	password := string(b)
	return password
}

func okFallbackRead() string {
	b := make([]byte, 16)
	if _, err := io.ReadFull(crand.Reader, b); err != nil {
		rand.Read(b)
	}
	sessionID := hex.EncodeToString(b)
	return sessionID
}

func badOtherFailure(load func() (string, error)) string {
	token, err := load()
	if err != nil {
		token = strconv.Itoa(rand.Int()) // want weaktoken/predictable "becomes token"
	}
	return token
}

func okPick(hosts []string) string { return hosts[rand.Intn(len(hosts))] }

// record is read by the names of its fields.
type record struct{ ID, Password string }

func (r *record) get(name string) string {
	if name == "id" {
		return r.ID
	}
	return r.Password
}

// okOtherField: what is in one field is not what is in another one.
func okOtherField() string {
	r := &record{ID: "tmp" + strconv.Itoa(rand.Intn(1000))}
	return rawPassword(r)
}

func rawPassword(r *record) string { return r.get("password") }

// Run runs some of them.
func Run(u *User) {
	forgot(u)
	u.Password = newPassword(12)
}
