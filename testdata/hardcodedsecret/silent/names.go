// Package silent has what is named like a secret, or looks like one, and is none.
package silent

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
)

// Names of settings, variables of the environment, headers, cookies, fields, routes.
const (
	okEnvPassword      = "KESTREL_DB_PASSWORD"
	okEnvToken         = "GITHUB_TOKEN"
	okHeaderAPIKey     = "X-Api-Key"
	okAuthorization    = "Authorization"
	okSessionCookie    = "kestrel_session_v2"
	okTokenParam       = "access_token"
	okPasswordField    = "user_password_2"
	okPasswordRoute    = "/api/v1/password/reset"
	okSecretKey        = "secretKey"
	okAPIKeyName       = "kestrel-api-key-2024"
	okPasswordConfig   = "auth.password.min_length_8"
	okSecretPath       = "secret/data/kestrel/prod1"
	okTokenURL         = "https://id.kestrel.internal/oauth2/token"
	okKeyFile          = "/etc/kestrel/keys/jwt-2024.pem"
	okTokenPrefix      = "kst_"
	okBearer           = "Bearer "
	okPasswordHelp     = "The password must have 8 characters, 1 digit and 1 mark"
	okInvalidToken     = "invalid_token_401"
	okSecretManagerARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:kestrel-AbC123"
	okK8sSecret        = "kestrel-tls-secret-v3"
)

// Kinds of tokens, grants, algorithms, hashes.
const (
	okGrantPassword   = "password"
	okGrantRefresh    = "refresh_token"
	okTokenTypeAccess = "urn:ietf:params:oauth:token-type:access_token"
	okJWTAlgorithm    = "RS256"
	okPasswordScheme  = "argon2id"
	okSecretKeySize   = "256"
	okTokenFormat     = "JWT_v2"
	okPasswordPolicy  = "Min8Upper1Digit1"
	okCredentialType  = "AwsSts2"
	okPasswordHash    = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
	okTokenHash       = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	okKeyFingerprint  = "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8"
	okPublicKey       = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="
	okSecretID        = "550e8400-e29b-41d4-a716-446655440000"
	okAccessKeyID     = "kestrel-access-key-id-01"
)

var (
	errPassword     = errors.New("wrong password 401")
	errTokenExpired = errors.New("E1042TokenExpired")
	okTokenPattern  = regexp.MustCompile(`^kst_[A-Za-z0-9]{32}$`)
	okSecretPattern = regexp.MustCompile(`(?i)(password|secret|api[_-]?key)\s*[:=]\s*["']?([^\s"']{8,})`)
	okGitHubPattern = regexp.MustCompile(`gh[pousr]_[A-Za-z0-9]{36}`)
	okKeyPattern    = regexp.MustCompile(`-----BEGIN (RSA |EC )?PRIVATE KEY-----`)
)

// Placeholders.
var okExamples = map[string]string{
	"password":      "<password>",
	"apiKey":        "YOUR_API_KEY_123",
	"clientSecret":  "your-client-secret-1",
	"client_secret": "${CLIENT_SECRET_1}",
	"token":         "{{ .Values.token1 }}",
	"secret":        "xxxxxxxxxxxxxxxx1",
	"secretKey":     "REDACTED_1",
	"privateKey":    "[hidden2]",
	"accessToken":   "insert-token-here-1",
	"jwtSecret":     "example-secret-123",
	"dbPassword":    "placeholder1",
	"api_key":       "********",
	"passphrase":    "...",
	"authToken":     "%s:%s1",
	"refresh_token": "$REFRESH_TOKEN",
}

// A value that repeats its own name.
var okOwnName = map[string]string{
	"password":       "password",
	"Secret":         "secret",
	"api_key":        "apiKey",
	"client-secret":  "client_secret",
	"oauth2Password": "oauth2-password",
}

// Texts for people.
var okTexts = map[string]string{
	"password":         "Password",
	"login.password":   "Passwort",
	"reset_password":   "Neues Passwort",
	"secret":           "Geheimnis",
	"passcode":         "2段階認証",
	"confirm_password": "Confirm your password, please",
	"api_key":          "API-Schlüssel",
}

// Labels of metrics and logs, tokens of a parser, pages and language models.
type lexed struct {
	Token    string
	StopWord string
}

var okLexed = []lexed{{Token: "IDENT_1"}, {Token: "<|endoftext|>"}, {Token: "</s>"}, {Token: "[MASK]"}}

const (
	okNextPageToken = "CAUQAA12345678901234"
	okCSRFToken     = "csrf_token_v1"
	okStopToken     = "<|im_end|>"
	okTokenizer     = "cl100k_base"
	okModelToken    = "gpt-4-32k"
	okAlphabet      = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
	okSecretChars   = "abcdefghijklmnopqrstuvwxyz0123456789"
	okPinFormat     = "%06d"
)

func okMessages(w http.ResponseWriter, password string) error {
	if len(password) < 12 {
		return fmt.Errorf("password: want %d characters, have %d: %w", 12, len(password), errPassword)
	}
	if strings.Contains(password, "1234") {
		http.Error(w, "password: 1234 is too simple", http.StatusBadRequest)
	}
	return errTokenExpired
}

func okEnvironment() (string, bool) {
	secret := os.Getenv("KESTREL_SECRET_1")
	token, ok := os.LookupEnv("KESTREL_TOKEN_2")
	return secret + token, ok
}

type keys struct {
	Password, Secret, APIKey string
}

// What a form shows before something is filled in.
var okForm = struct{ Title, Placeholder string }{"Address", "https://hooks." + "slack.com/services/ETJ1B87WE/H76D6G8S30/H4d97R4EcZ40SpfyqPlAHrz"}

// The names under which values are found.
var okKeys = keys{Password: "db_password_1", Secret: "app.secret.v2", APIKey: "X-API-Key-2"}

func okUnset(k *keys) {
	k.Password, k.Secret, k.APIKey = "", "", ""
}

// Use puts the cases to use.
func Use(w http.ResponseWriter) []any {
	okUnset(&okKeys)
	s, _ := okEnvironment()
	return []any{okMessages(w, s), okTokenPattern, okSecretPattern, okGitHubPattern, okKeyPattern, okExamples, okOwnName, okTexts, okLexed, okKeys, okForm}
}
