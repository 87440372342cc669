// Package values has texts that look like secrets, or stand where one could, and are none.
package values

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/bcrypt"
)

// A literal that only begins what a field is given.
func okBegins(r *http.Request, session string) map[string]string {
	r.Header.Set("Cookie", "kestrel-session1="+session)
	return map[string]string{"Cookie": "kestrel-session2=" + session, "Accept": "text/plain, */*"}
}

// A comparison that takes as long as that of a user who exists.
func okSlow(hash, password string, known bool) error {
	if !known {
		_ = bcrypt.CompareHashAndPassword([]byte("$2a$10$YFCQvqQDwIIwnJM1xkAYOeih0dg17UVGanaTStnrSzC8NCWxcLDwy"), []byte("slow down like a heron"))
		return errors.New("unknown")
	}
	return bcrypt.CompareHashAndPassword([]byte(hash), []byte(password))
}

type okConsole struct {
	Password, SigningKey string
}

// Checks of settings for what must not stay so.
func okInsecure(c *okConsole, hash string) []string {
	var out []string
	if c.Password == "password" {
		out = append(out, "console.password")
	}
	if bcrypt.CompareHashAndPassword([]byte(hash), []byte("admin")) == nil {
		out = append(out, "admin")
	}
	return out
}

// The name of a file, and of settings.
const (
	defaultPrivateKey       = "id_ed25519"
	okSettingClientPin      = "meshClientCertSha256"
	okSettingClientPassword = "meshClientAuthSha512"
)

func okKeyFile(home string) string { return filepath.Join(home, ".kestrel", defaultPrivateKey) }

// The name of a field.
func okFields(password string) (string, error) {
	authKey := "password"
	if password == "" {
		return "", okRequired("credentials", "password")
	}
	return authKey, nil
}

func okRequired(kind, field string) error { return errors.New(kind + ": " + field + " is required") }

type okMarker string

const okUnsigned okMarker = "unsigned tokens are fine here"

// A constant by which the program knows a key that is none.
func okMagic(t *jwt.Token) (string, error) { return t.SignedString(okUnsigned) }

// What is shown in the place of a secret, or says what to put there.
func okMask() string { return ".................." }

type okClient struct{ PrivateKey, PublicKey string }

func okFill(c *okClient) {
	if len(c.PrivateKey) == 0 && c.PublicKey != "" {
		c.PrivateKey = "[ENTER PRIVATE KEY]"
	}
}

func okMasked(t *jwt.Token, set bool) (string, error) {
	key := os.Getenv("KESTREL_SIGNING_SECRET")
	if set {
		key = okMask()
	}
	return t.SignedString([]byte(key))
}

// The environment of another program, which wants a key for a server of this machine.
func okUpsert(env []string, key, value string) []string {
	for i, e := range env {
		if strings.HasPrefix(e, key+"=") {
			env[i] = key + "=" + value
			return env
		}
	}
	return append(env, key+"="+value)
}

func okEnvironmentOf() []string { return okUpsert(os.Environ(), "KESTREL_API_KEY", "kestrel") }

// Words of a command.
func okWords(token string) string {
	switch strings.ToLower(token) {
	case "auto", "default":
		return "auto"
	}
	return ""
}

// Use puts the cases to use.
func Use(r *http.Request, t *jwt.Token) []any {
	c := &okClient{}
	okFill(c)
	okTable()
	okSend(r)
	a, _ := okFields("")
	b, _ := okMagic(t)
	d, _ := okMasked(t, true)
	return []any{okBegins(r, ""), okSlow("", "", false), okInsecure(&okConsole{}, ""), okKeyFile(""), okSettingClientPin, okSettingClientPassword, a, b, c, d, okEnvironmentOf(), okWords("")}
}

// A table of settings, of which one is the token.
type okSetting struct{ Key, Value string }

var okSettings = map[string]*okSetting{}

func okTable() {
	for _, s := range []okSetting{
		{Key: "color", Value: "#1890ff"}, {Key: "container", Value: "max_980px"}, {Key: "layout", Value: "list"}, {Key: "audio", Value: "mp3,flac,m4a"},
		{Key: "video", Value: "mp4,mkv,h264"}, {Key: "token", Value: os.Getenv("KESTREL_TOKEN")},
	} {
		okSettings[s.Key] = &s
	}
}

func okSend(r *http.Request) {
	if s := okSettings["token"]; s != nil {
		r.Header.Set("Authorization", s.Value)
	}
}

// okExpressions find addresses with passwords in a text, and hold none.
func okExpressions(text string) bool {
	return regexp.MustCompile(`^([^:@/\s]{1,64}):([^\s/]\S{0,127})@(?:[a-zA-Z0-9+_]*\(|/)`).MatchString(text) ||
		regexp.MustCompile(`^(?:https://registry\.corp\.io/)?[a-z0-9.-]+@(?:v/)?v\d+\.\d+[\w.+-]*(?:/[\w./-]*)?$`).MatchString(text)
}
