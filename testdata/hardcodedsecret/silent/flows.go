package silent

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"math/big"
	"net/http"
	"os"

	"github.com/go-jose/go-jose/v4"
	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/bcrypt"
)

// Passwords that are drawn from an alphabet.
const (
	okLower   = "abcdefghijkmnpqrstuvwxyz"
	okDigits  = "23456789"
	okSpecial = "!@#$%^&*~?_-"
)

var okLetters = []rune("23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ")

func okDrawn() ([]byte, error) {
	all := okLower + okDigits + okSpecial
	password := []byte{okLower[draw(len(okLower))], okDigits[draw(len(okDigits))]}
	for len(password) < 16 {
		password = append(password, all[draw(len(all))])
	}
	return bcrypt.GenerateFromPassword(password, bcrypt.DefaultCost)
}

func okRunes(n int) []byte {
	out := make([]rune, n)
	for i := range out {
		out[i] = okLetters[draw(len(okLetters))]
	}
	m := hmac.New(sha256.New, []byte(string(out)))
	return m.Sum(nil)
}

func draw(n int) int {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		return 0
	}
	return int(i.Int64())
}

// A key with what is said of it besides.
func okJWK(key any) (jose.Signer, error) {
	jwk := jose.JSONWebKey{Key: key, KeyID: "kestrel-2024", Algorithm: "ES256", Use: "sig"}
	return jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jwk}, nil)
}

// One setting of many, which holds no secret itself.
var okDefaults = map[string]string{
	"site_name":    "Kestrel",
	"theme_color":  "teal",
	"map_provider": "openstreetmap",
	"max_age":      "1209600",
	"file_types":   "pdf,doc,docx",
	"tos_url":      "https://kestrel.internal/terms",
	"secret_key":   "",
}

func okSetting(name string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return okDefaults[name]
}

func okMasterKey() string {
	if v := okSetting("master_key"); v != "" {
		return v
	}
	return ""
}

func okSettingsKey(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(okSetting("secret_key")))
}

// What a record of any setting holds.
type record struct{ Name, Value string }

func okRecords(find func(name string) *record, save func(*record)) []byte {
	save(&record{Name: "version", Value: "installed"})
	save(&record{Name: "theme", Value: "dark-theme"})
	m := hmac.New(sha256.New, []byte(find("hmac_key").Value))
	return m.Sum(nil)
}

// Kinds of credentials.
type kind string

const (
	okKindToken    kind = "access_token"
	okKindPassword      = "password"
	okLoginToken        = "token"
	okUnsigned          = "UNSIGNED-PAYLOAD"
)

// The action is one of the program's own names.
func okAction(action string) bool { return action == okKindPassword || action == okLoginToken }

func okKinds(r *http.Request, used kind, login string) bool {
	return used == okKindToken || login == okKindPassword || login == okLoginToken || r.Header.Get("X-Amz-Content-Sha256") == okUnsigned ||
		kind(r.FormValue("token_type")) == okKindToken || r.FormValue("login") == okKindPassword
}

const okRedacted = "[**redacted**]"

func okKept(r *http.Request, stored string) string {
	if password := r.FormValue("password"); password != okRedacted {
		return password
	}
	return stored
}

// Parts of a path to a value.
func okPath(values map[string]any) any {
	return value(values, "adminAuthToken", "secret")
}

func value(values map[string]any, keys ...string) any {
	var v any = values
	for _, k := range keys {
		m, _ := v.(map[string]any)
		v = m[k]
	}
	return v
}

const okUsage = `
Example:
	KEY="-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFDjBABgkqhkiG9w0BBQ0wMzAbBgkqhkiG9w0BBQwwDg..."
`

// The names of accounts, compared in constant time.
func okName(r *http.Request) bool {
	user, _, _ := r.BasicAuth()
	return subtle.ConstantTimeCompare([]byte(user), []byte("kestrel-admin")) == 1
}

// newExampleAccounts makes accounts to look at.
func newExampleAccounts() []keys {
	return []keys{{Password: "Wm2-x7Kq!9Lm", APIKey: "kS7q3fQz91LmXw20Pb55"}}
}

const fakePassword = "Zr2-Lm9!Tp4Vb"

// UseFlows puts the cases to use.
func UseFlows(r *http.Request) []any {
	_, _ = okDrawn()
	okRunes(16)
	_, _ = okJWK(nil)
	_, _ = okSettingsKey(nil)
	okMasterKey()
	okRecords(nil, nil)
	okKept(r, "")
	okAction(okKindPassword)
	okAction(r.FormValue("action"))
	return []any{okKinds(r, kind(r.FormValue("k")), r.FormValue("l")), okPath(nil), okUsage, okName(r), newExampleAccounts(), fakePassword, okSpecial}
}
