// Package byhand pins tokens whose second part is decoded without a library.
package byhand

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type payload struct {
	Sub   string `json:"sub"`
	Email string `json:"email"`
	Exp   int64  `json:"exp"`
}

func badSplit(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.Header.Get("X-Hand-Token"), ".")
	if len(parts) != 3 {
		return
	}
	data, err := base64.RawURLEncoding.DecodeString(parts[1]) // want jwtverify/unverified "by hand"
	if err != nil {
		return
	}
	var p payload
	if err := json.Unmarshal(data, &p); err != nil {
		return
	}
	_, _ = w.Write([]byte(p.Email))
}

func badHelper(w http.ResponseWriter, r *http.Request) {
	p, err := decode(r.URL.Query().Get("id_token"))
	if err != nil {
		return
	}
	_, _ = w.Write([]byte(p.Sub))
}

func decode(token string) (*payload, error) {
	parts := strings.SplitN(token, ".", 3)
	if len(parts) < 2 {
		return nil, errors.New("token")
	}
	segment := parts[1]
	if l := len(segment) % 4; l > 0 {
		segment += strings.Repeat("=", 4-l)
	}
	data, err := base64.URLEncoding.DecodeString(segment) // want jwtverify/unverified
	if err != nil {
		return nil, err
	}
	p := new(payload)
	return p, json.Unmarshal(data, p)
}

var secret []byte

func okSigned(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.Header.Get("X-Signed"), ".")
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(parts[0] + "." + parts[1]))
	sig, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil || !hmac.Equal(sig, mac.Sum(nil)) {
		return
	}
	data, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return
	}
	var p payload
	if json.Unmarshal(data, &p) != nil {
		return
	}
	_, _ = w.Write([]byte(p.Email))
}

// okExpiry reads nothing but the time.
func okExpiry(r *http.Request) int64 {
	parts := strings.Split(r.Header.Get("X-Expiry"), ".")
	data, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return 0
	}
	var p payload
	if json.Unmarshal(data, &p) != nil {
		return 0
	}
	return p.Exp
}

// okBasic is no token: the parts of something else.
func okBasic(r *http.Request) string {
	parts := strings.Split(r.Header.Get("Authorization"), " ")
	data, _ := base64.StdEncoding.DecodeString(parts[1])
	return string(data)
}

// okOwnForm is no token of claims: the parts are a name and a key.
func okOwnForm(r *http.Request) (string, []byte) {
	fields := strings.SplitN(r.Header.Get("X-Own-Form"), ".", 4)
	key, err := base64.RawURLEncoding.DecodeString(fields[1])
	if err != nil || len(key) != 32 {
		return "", nil
	}
	k := &form{name: fields[0], key: key}
	return k.name, sign(k.key)
}

type form struct {
	name string
	key  []byte
}

func sign(key []byte) []byte { return append([]byte("signed"), key...) }

// segment is how many write it; its callers unmarshal what it returns.
func segment(s string) ([]byte, error) {
	return base64.RawURLEncoding.DecodeString(s) // want jwtverify/unverified
}

func badSegment(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.Header.Get("X-Segment"), ".")
	data, err := segment(parts[1])
	if err != nil {
		return
	}
	var p payload
	if err := json.Unmarshal(data, &p); err == nil {
		_, _ = w.Write([]byte(p.Email))
	}
}

func init() {
	http.HandleFunc("/form", func(w http.ResponseWriter, r *http.Request) { okOwnForm(r) })
	http.HandleFunc("/segment", badSegment)
	http.HandleFunc("/split", badSplit)
	http.HandleFunc("/helper", badHelper)
	http.HandleFunc("/signed", okSigned)
	http.HandleFunc("/expires", func(w http.ResponseWriter, r *http.Request) { okExpiry(r); okBasic(r) })
}
