// Package passwords holds passwords that are hashed too fast.
package passwords

import (
	"crypto/hmac"
	crand "crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"
)

// User is a user.
type User struct {
	Name          string
	PasswordHash  string
	ResetToken    string
	PasswordReset string
}

func badSum(u *User, password string) {
	sum := sha256.Sum256([]byte(password)) // want weakcrypto/fast-hash "password is hashed with sha256.Sum256"
	u.PasswordHash = hex.EncodeToString(sum[:])
}

func badSalted(u *User, password, salt string) {
	h := sha512.New() // want weakcrypto/fast-hash
	io.WriteString(h, salt)
	io.WriteString(h, password)
	u.PasswordHash = fmt.Sprintf("%x", h.Sum(nil))
}

func hashed(password string) string {
	h := sha256.New() // want weakcrypto/fast-hash
	h.Write([]byte(password))
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

func badLogin(u *User, r *http.Request) bool {
	return hashed(r.FormValue("password")) == u.PasswordHash
}

// hashAPIToken hashes what a machine drew, though a column for passwords holds it.
func hashAPIToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func okMachine(u *User, r *http.Request) bool {
	_, password, _ := r.BasicAuth()
	return hashAPIToken(password) == u.PasswordHash
}

// okLong passwords are made short first, as bcrypt takes 72 bytes.
func okLong(u *User, password string) error {
	sum := sha512.Sum512([]byte(password))
	hash, err := bcrypt.GenerateFromPassword([]byte(base64.StdEncoding.EncodeToString(sum[:])), bcrypt.DefaultCost)
	if err != nil {
		return err
	}
	u.PasswordHash = string(hash)
	return nil
}

// okSameTime compares digests in place of passwords.
func okSameTime(adminPassword, password string) bool {
	given, want := sha256.Sum256([]byte(password)), sha256.Sum256([]byte(adminPassword))
	return subtle.ConstantTimeCompare(given[:], want[:]) == 1
}

func okBasic(r *http.Request) bool {
	_, password, _ := r.BasicAuth()
	given := sha256.Sum256([]byte(password))
	expectedPasswordHash := sha256.Sum256([]byte(os.Getenv("ADMIN_PASSWORD")))
	return subtle.ConstantTimeCompare(given[:], expectedPasswordHash[:]) == 1
}

// okToken is random, so nobody tries them all.
func okToken(u *User, passwordResetToken string) {
	sum := sha256.Sum256([]byte(passwordResetToken))
	u.ResetToken = hex.EncodeToString(sum[:])
}

func okKey(masterPassword string, message []byte) []byte {
	key := sha256.Sum256([]byte(masterPassword))
	mac := hmac.New(sha256.New, key[:])
	mac.Write(message)
	return mac.Sum(nil)
}

func badBcrypt(password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost) // want weakcrypto/low-cost "cost of 4 .* 10 at least"
}

const cost = 6

func badBcryptConstant(password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), cost) // want weakcrypto/low-cost
}

func okBcrypt(password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), 12)
}

func okBcryptDefault(password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), 0)
}

func lowBcryptSetting(password string) ([]byte, error) {
	n := bcrypt.MinCost
	if s := os.Getenv("BCRYPT_COST"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	return bcrypt.GenerateFromPassword([]byte(password), n) // want:low weakcrypto/low-cost
}

func badPBKDF2(password string, salt []byte) []byte {
	return pbkdf2.Key([]byte(password), salt, 1000, 32, sha256.New) // want weakcrypto/low-cost "cost of 1000"
}

func okPBKDF2(password string, salt []byte) []byte {
	return pbkdf2.Key([]byte(password), salt, 600_000, 32, sha256.New)
}

func okPBKDF2Key() []byte {
	seed := make([]byte, 32)
	if _, err := crand.Read(seed); err != nil {
		panic(err)
	}
	return pbkdf2.Key(seed, nil, 1, 32, sha256.New)
}

func badScrypt(password string, salt []byte) ([]byte, error) {
	return scrypt.Key([]byte(password), salt, 1024, 8, 1, 32) // want weakcrypto/low-cost
}
