// Package named has literals that look like secrets and have the names of secrets, but go where nothing is known of.
package named

import (
	"context"
	"os"
)

const apiKey = "kS7q3fQz91LmXw20Pb55" // want hardcodedsecret/named "the secret apiKey is in the source"

const (
	dbUser     = "kestrel"
	dbPassword = "Wm2-x7Kq!9" // want hardcodedsecret/named
	dbName     = "shop"
)

var ClientSecret string = "GQ5x7Zr2Lm9Tp4Vb8Nh3" // want hardcodedsecret/named

var oauthToken = "a3f5c2e1b4d6978812345fedc0ba9876" // want hardcodedsecret/named

type account struct {
	ID       string
	User     string
	Password string
	APIKey   string
	Token    string
}

func badFields() []account {
	return []account{
		{ID: "1", User: "kestrel", Password: "hunter2", APIKey: os.Getenv("K")}, // want hardcodedsecret/named "Password"
		{"2", "merlin", "Zq8-Lw5!pt", "", ""},                                   // want hardcodedsecret/named "Password"
		{ID: "3", Token: "q7WxZ2rTpL9mKsV4bNhG1dFj"},                            // want hardcodedsecret/named "Token"
	}
}

func badAssigned(a *account) {
	a.Password = "P@ssw0rd2024"                             // want hardcodedsecret/named
	secretKey := []byte("0f1e2d3c4b5a69788796a5b4c3d2e1f0") // want hardcodedsecret/named
	use(secretKey)
}

func badKeys() map[string]any {
	m := map[string]any{
		"host":     "db.kestrel.internal",
		"password": "8Zr-Kq2x!mL", // want hardcodedsecret/named
	}
	m["api_key"] = "Xw93Pl075tBq7Zr2Lm9T" // want hardcodedsecret/named
	return m
}

// Setting is a line of a table of the program's own.
type Setting struct {
	Key, Value string
	Help       string
}

var table = []Setting{
	{Key: "listen", Value: ":8080"},
	{Key: "jwt_secret", Value: "Tp4-Vb8Nh3-Gd6"},          // want hardcodedsecret/named "jwt_secret"
	{"smtp_password", "Lm9!Tp4Vb8", "of the mail server"}, // want hardcodedsecret/named "smtp_password"
}

func badArguments(ctx context.Context) {
	connect(ctx, "kestrel", "Nh3-Gd6!Fj5") // want hardcodedsecret/named "password"
	set("api_secret", "Cy1Qm0Uk7Rz3Xw9Q")  // want hardcodedsecret/named "api_secret"
	set("listen_address", "0.0.0.0:8443")
}

func connect(_ context.Context, user, password string) { use([]byte(user + password)) }

func set(key, value string) { use([]byte(key + value)) }

func use(b []byte) { _, _ = os.Stdout.Write(b[:0]) }

func defaultAdminPassword() string { return "Gd6-Fj5Cy1!" } // want hardcodedsecret/default

// Use puts the cases to use.
func Use() {
	use([]byte(apiKey + dbUser + dbPassword + dbName + ClientSecret + oauthToken + defaultAdminPassword()))
	_ = badFields()
	badAssigned(&account{})
	_ = badKeys()
	_ = table
	badArguments(context.Background())
}

type problem struct{ message, code string }

func newProblem(message, code string) *problem { return &problem{message, code} }

// A sentence that names a secret is no name.
var okSentence = newProblem("the access token must be a Bearer token", "ErrNotBearerToken")
