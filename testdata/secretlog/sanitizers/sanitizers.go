// Package sanitizers logs what functions make of a secret: nothing of it, or all of it in other words.
package sanitizers

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"log"
	"log/slog"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/bcrypt"
)

// hidden returns the same text whatever it is given.
func hidden(s string) string {
	if s == "" {
		return ""
	}
	return "[hidden]"
}

// orEmpty gives back what is empty.
func orEmpty(s string) string {
	if s == "" {
		return s
	}
	return "***"
}

// ends shows the first and the last characters.
func ends(s string) string {
	if len(s) < 12 {
		return "****"
	}
	return s[:2] + "…" + s[len(s)-2:]
}

// stars has the text's length.
func stars(s string) string { return strings.Repeat("*", utf8.RuneCountInString(s)) }

// loop builds as many stars.
func loop(s string) string {
	var b strings.Builder
	for range s {
		b.WriteByte('*')
	}
	return b.String()
}

// digest is a fingerprint.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func fingerprint(s string) string {
	h := sha512.New()
	h.Write([]byte(s))
	return fmt.Sprintf("%x", h.Sum(nil))
}

func mac(key, s string) string {
	h := hmac.New(sha256.New, []byte(key))
	h.Write([]byte(s))
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

func okMasks(password, apiKey string) {
	log.Print(hidden(password))
	log.Print(orEmpty(password))
	log.Print(ends(apiKey))
	log.Print(stars(password), loop(password))
	log.Printf("%s…", apiKey[:4])
	log.Printf("…%s", apiKey[len(apiKey)-4:])
	slog.Info("key", "prefix", apiKey[:3], "apiKey", hidden(apiKey))
	log.Print(strings.Repeat("*", len(password)))
}

func okDigests(password, apiKey string) {
	log.Print(digest(password))
	log.Print(fingerprint(apiKey))
	log.Print(mac("k", password))
	log.Printf("%x", md5.Sum([]byte(apiKey)))
	log.Printf("%08x", crc32.ChecksumIEEE([]byte(password)))
	h := fnv.New64a()
	h.Write([]byte(apiKey))
	log.Print(h.Sum64())
	hashed, _ := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	log.Printf("%s", hashed)
}

func okLengths(password, token string) {
	log.Print(len(password), utf8.RuneCountInString(password))
	log.Print(password == "", strings.HasPrefix(token, "ghp_"), strings.Contains(password, " "))
	log.Print(strings.Count(token, "."), strings.Index(password, "x"))
	log.Print(bcrypt.CompareHashAndPassword([]byte("h"), []byte(password)))
}

// set says whether there is something.
func set(s string) string {
	if s != "" {
		return "set"
	}
	return "not set"
}

func okSet(password string) {
	log.Printf("password is %s", set(password))
	state := "missing"
	if password != "" {
		state = "there"
	}
	log.Print(state)
}

// masked hides what one of its parameters says.
func masked(s string, mask bool) string {
	if mask && s != "" {
		s = "***"
	}
	return s
}

func okFlag(password string) { log.Print(masked(password, true)) }

func badFlag(password string) { log.Print(masked(password, false)) } // want secretlog/credential

// dsn is for use, or for show.
func dsn(user, password string, redact bool) string {
	if redact {
		password = "xxx"
	}
	return fmt.Sprintf("%s:%s@tcp(db)/x", user, password)
}

func okDSNFlag(user, password string) { log.Printf("connecting to %s", dsn(user, password, true)) }

func badDSNFlag(user, password string) {
	log.Printf("connecting to %s", dsn(user, password, false)) // want secretlog/credential
}

var bearer = regexp.MustCompile(`Bearer \S+`)

func okRedacted(u *url.URL, authorization, password, text string) {
	log.Print(u.Redacted())
	log.Print(bearer.ReplaceAllString(authorization, "Bearer ***"))
	log.Print(strings.ReplaceAll(text, password, "***"))
}

// show leaves eight characters: enough of a long key, all of a short password.
func lowPrefix(apiKey string) {
	log.Printf("key %s…", apiKey[:8]) // want:low secretlog/credential
}

func badPrefix(apiKey string) {
	log.Printf("key %s…", apiKey[:16])           // want secretlog/credential
	log.Printf("key %s", apiKey[4:])             // want secretlog/credential
	log.Printf("key %s", apiKey[:len(apiKey)-1]) // want secretlog/credential
}

// encoders change the letters, not what can be known.
func badEncoded(password, apiKey string) {
	log.Print(base64.StdEncoding.EncodeToString([]byte(password)))    // want secretlog/credential
	log.Print(hex.EncodeToString([]byte(apiKey)))                     // want secretlog/credential
	log.Print(url.QueryEscape(password))                              // want secretlog/credential
	log.Print(strings.ToUpper(password), strings.TrimSpace(password)) // want secretlog/credential
	log.Print(strings.ReplaceAll(password, "\n", " "))                // want secretlog/credential
	log.Print([]byte(password))                                       // want secretlog/credential
	log.Print(strings.Join([]string{"u", password}, ":"))             // want secretlog/credential
	log.Print(fmt.Sprint("u", password))                              // want secretlog/credential
	log.Print(strings.TrimPrefix(apiKey, "sk-"))                      // want secretlog/credential
	log.Print(strings.Split(apiKey, "."))                             // want secretlog/credential
}

// named masks that do not mask.
func maskPassword(s string) string { return "<" + s + ">" }

func badMask(password string) {
	log.Print(maskPassword(password)) // want secretlog/credential
}

// sometimes shows what it is given when it is short.
func sometimes(s string) string {
	if len(s) > 8 {
		return s[:2] + "***"
	}
	return s
}

func badSometimes(password string) {
	log.Print(sometimes(password)) // want secretlog/credential
}

// overwritten variables hold no secret any more.
func okOverwritten(password string) {
	password = "***"
	log.Print(password)
}

type settings struct {
	User     string
	Password string
}

// redacted is a copy without the secret.
func (s settings) redacted() settings {
	s.Password = "***"
	return s
}

func (s *settings) public() map[string]string {
	return map[string]string{"user": s.User, "password": hidden(s.Password)}
}

func okCopies(s settings, p *settings) {
	log.Printf("%+v", s.redacted())
	log.Print(p.public())
	c := s
	c.Password = ""
	log.Printf("%+v", c)
	log.Printf("%+v", settings{User: s.User})
}

// fill reads settings.
func fill(r io.Reader) (s settings, err error) {
	err = json.NewDecoder(r).Decode(&s)
	return s, err
}

func badCopies(r io.Reader) {
	s, err := fill(r)
	if err != nil {
		return
	}
	c := s
	c.User = ""
	log.Printf("%+v", c) // want secretlog/struct "settings.Password"
}
