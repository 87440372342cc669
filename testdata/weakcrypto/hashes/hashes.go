// Package hashes holds what MD5 and SHA-1 are used for.
package hashes

import (
	"crypto/hmac"
	"crypto/md5"
	crand "crypto/rand"
	"crypto/sha1"
	"crypto/subtle"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"
)

// User is a user.
type User struct {
	Name, Email  string
	PasswordHash string
	Password     string
	ResetToken   string
	AvatarHash   string
}

func badSum(u *User, password string) {
	sum := md5.Sum([]byte(password)) // want weakcrypto/password-hash "password is hashed with md5.Sum"
	u.Password = hex.EncodeToString(sum[:])
}

func badObject(u *User, passwd, salt string) {
	h := sha1.New() // want weakcrypto/password-hash
	io.WriteString(h, salt)
	h.Write([]byte(passwd))
	u.PasswordHash = fmt.Sprintf("%x", h.Sum(nil))
}

func hashed(text string) string {
	sum := md5.Sum([]byte(text)) // want weakcrypto/password-hash "password is hashed with md5.Sum"
	return hex.EncodeToString(sum[:])
}

func badLogin(u *User, password string) bool { return hashed(password) == u.Password }

func badConstantTime(u *User, password string) bool {
	sum := sha1.Sum([]byte(password)) // want weakcrypto/password-hash
	return subtle.ConstantTimeCompare([]byte(hex.EncodeToString(sum[:])), []byte(u.Password)) == 1
}

// badReset makes a link of what everybody can know.
func badReset(u *User) {
	sum := md5.Sum([]byte(u.Email + time.Now().String())) // want weakcrypto/weak-hash "ResetToken is a digest"
	u.ResetToken = hex.EncodeToString(sum[:])
}

func digest(text string) string {
	h := md5.New() // want weakcrypto/password-hash
	h.Write([]byte(text))
	return hex.EncodeToString(h.Sum(nil))
}

func badQuery(db *sql.DB, r *http.Request) *sql.Row {
	pass := digest(r.FormValue("password"))
	return db.QueryRow("SELECT id FROM users WHERE pass = ?", pass)
}

// lowSignature makes the token of a service of others.
func lowSignature(appKey, ts string) string {
	token := fmt.Sprintf("%x", md5.Sum([]byte(appKey+ts))) // want:low weakcrypto/weak-hash
	return token
}

// okProtocol answers a challenge as a protocol of others wants it.
func okProtocol(u *User, token, salt string) bool {
	return fmt.Sprintf("%x", md5.Sum([]byte(u.Password+salt))) == token
}

func okAvatar(u *User) {
	sum := md5.Sum([]byte(u.Email))
	u.AvatarHash = hex.EncodeToString(sum[:])
}

func lowAvatar(email string) string {
	return fmt.Sprintf("%x", md5.Sum([]byte(email))) // want:low weakcrypto/weak-hash
}

func okFile(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := md5.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// okRandToken is random, whatever it is hashed with.
func okRandToken() (string, error) {
	b := make([]byte, 32)
	if _, err := crand.Read(b); err != nil {
		return "", err
	}
	s := sha1.New()
	if _, err := s.Write(b); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", s.Sum(nil)), nil
}

func okURL(u *url.URL) string {
	password, _ := u.User.Password()
	base := &url.URL{Host: u.Host, User: url.UserPassword(u.User.Username(), password)}
	sum := md5.Sum([]byte(base.String()))
	return hex.EncodeToString(sum[:])
}

func okHMAC(secretKey, message []byte) []byte {
	mac := hmac.New(sha1.New, secretKey)
	mac.Write(message)
	return mac.Sum(nil)
}
