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
	"strings"
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

// lowMigrated also takes hashes of an older version, which say what they are.
func lowMigrated(u *User, password string) bool {
	if strings.HasPrefix(u.PasswordHash, "{MD5}") {
		h := md5.New() // want:low weakcrypto/password-hash
		h.Write([]byte(password))
		return fmt.Sprintf("{MD5}%x", h.Sum(nil)) == u.PasswordHash
	}
	return false
}

// directory is a server of others.
type directory struct{ PasswordType string }

// lowDirectory hashes as the directory is set up to.
func lowDirectory(d *directory, r *http.Request) string {
	newPassword := r.FormValue("new_password")
	var encoded string
	switch d.PasswordType {
	case "SSHA":
		encoded = ssha(newPassword)
	case "MD5":
		sum := md5.Sum([]byte(newPassword)) // want:low weakcrypto/password-hash
		md5Password := hex.EncodeToString(sum[:])
		encoded = "{MD5}" + md5Password
	}
	return encoded
}

func ssha(password string) string {
	sum := sha1.Sum([]byte(password)) // want:low weakcrypto/password-hash
	return "{SSHA}" + hex.EncodeToString(sum[:])
}

// account is one at a service of others.
type account struct{ SafePassword string }

// lowOwn signs in elsewhere, as is wanted there.
func lowOwn(c *http.Client, a *account) error {
	form := url.Values{"password": {lowered(a.SafePassword)}}
	resp, err := c.PostForm("https://api.example.org/login", form)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func lowered(password string) string {
	sum := md5.Sum([]byte(password)) // want:low weakcrypto/password-hash
	return hex.EncodeToString(sum[:])
}

// lowSameTime compares digests in place of passwords.
func lowSameTime(adminPassword, password string) bool {
	given := sha1.Sum([]byte(password))     // want:low weakcrypto/password-hash
	want := sha1.Sum([]byte(adminPassword)) // want:low weakcrypto/password-hash
	return subtle.ConstantTimeCompare(given[:], want[:]) == 1
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
