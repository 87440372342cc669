// Package silent logs what only sounds like a secret.
package silent

import (
	"bufio"
	"crypto/rsa"
	"errors"
	"flag"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
)

type token struct {
	ID        string
	Name      string
	UserID    int64
	Kind      string
	ExpiresAt time.Time
}

type apiKey struct {
	ID, Label, Prefix string
	Scopes            []string
}

func okIDs(t token, k *apiKey, l *zap.Logger, tokenID, sessionID, keyID, accessKeyID, secretName, secretArn, credentialID string) {
	log.Print(t.ID, t.Name, t.UserID, t.Kind, t.ExpiresAt)
	log.Printf("token %s of %d", t.ID, t.UserID)
	log.Printf("%+v %+v", t, k)
	slog.Info("token", "token", t.ID, "token_id", tokenID, "session", sessionID)
	l.Info("key", zap.String("key", keyID), zap.String("accessKey", accessKeyID), zap.String("prefix", k.Prefix))
	log.Print("reading ", secretName, secretArn, credentialID)
	logrus.WithField("secret", secretName).Info("found")
	slog.Info("secret", "secret", secretName)
}

func okPaths(passwordFile, keyFile, tokenPath, secretDir, credentialsPath, privateKeyPath string) {
	log.Print("reading ", passwordFile, keyFile, tokenPath, secretDir, credentialsPath)
	log.Printf("no key at %s", privateKeyPath)
	log.Print(filepath.Join(secretDir, "x"), filepath.Base(tokenPath))
	slog.Error("read", "passwordFile", passwordFile, "secretPath", secretDir)
}

func okCounts(tokens []string, secrets map[string]string, tokenCount, promptTokens, maxTokens int, passwords []string) {
	log.Print(tokenCount, promptTokens, maxTokens, len(tokens), len(secrets), len(passwords))
	log.Printf("%d tokens, %d secrets", len(tokens), len(secrets))
	slog.Info("usage", "prompt_tokens", promptTokens, "completion_tokens", maxTokens)
}

func okPages(pageToken, nextPageToken, continuationToken, syncToken, cursorToken, nextToken, resumeToken string) {
	log.Print(pageToken, nextPageToken, continuationToken, syncToken, cursorToken, nextToken, resumeToken)
	slog.Info("page", "page_token", pageToken, "next_token", nextToken)
}

func okHashes(passwordHash, tokenHash, hashedPassword, encryptedToken, secretDigest, keyFingerprint, maskedKey, redactedToken string) {
	log.Print(passwordHash, tokenHash, hashedPassword, encryptedToken, secretDigest, keyFingerprint, maskedKey, redactedToken)
}

// what is found out about a token is not the token.
func introspectToken(r *http.Request) (string, error) {
	if r.Header.Get("Authorization") == "" {
		return "", errMissingAPIKey
	}
	return "access_token", nil
}

func okIntrospected(r *http.Request) {
	use, err := introspectToken(r)
	if err != nil {
		return
	}
	log.Printf("a token of the use %s", use)
	log.Printf("a token of the use %s", server{}.IntrospectToken())
}

type server struct{ uses func() string }

func (s server) IntrospectToken() string { return s.uses() }

func okPublic(publicKey string, pub *rsa.PublicKey, pubKey []byte, sshPublicKey string) {
	log.Print(publicKey, pub, sshPublicKey)
	log.Printf("%s %v", pubKey, pub)
}

// errors have the names of what they are about.
var (
	ErrTokenExpired    = errors.New("token expired")
	ErrInvalidPassword = errors.New("invalid password")
	ErrNoSecret        = errors.New("no secret")
	errMissingAPIKey   = fmt.Errorf("missing %s", "API key")
)

func okErrors(err error) {
	log.Print(ErrTokenExpired, ErrInvalidPassword, ErrNoSecret, errMissingAPIKey)
	passwordErr := err
	tokenError := fmt.Errorf("token: %w", err)
	log.Print(passwordErr, tokenError)
	slog.Error("login", "password_error", passwordErr)
	if errors.Is(err, ErrInvalidPassword) {
		log.Printf("login: %v", ErrInvalidPassword)
	}
}

// names of fields, settings, headers and variables of the environment.
const (
	passwordField  = "password"
	tokenHeader    = "X-Auth-Token"
	secretEnv      = "APP_SECRET"
	apiKeyParam    = "api_key"
	jwtCookieName  = "jwt"
	passwordPrompt = "Password: "
	secretKeyName  = "secret"
)

func okNames(r *http.Request) {
	log.Printf("missing %s, %s, %s, %s, %s", passwordField, tokenHeader, secretEnv, apiKeyParam, jwtCookieName)
	log.Print(passwordPrompt, secretKeyName)
	if os.Getenv(secretEnv) == "" {
		log.Printf("%s is not set", secretEnv)
	}
	if r.Header.Get(tokenHeader) == "" {
		log.Printf("no header %s", tokenHeader)
	}
	for _, name := range []string{"DB_PASSWORD", "JWT_SECRET"} {
		if os.Getenv(name) == "" {
			log.Fatalf("%s must be set", name)
		}
	}
}

// fieldErrors are those of a validation: names and rules.
type fieldErrors map[string]string

func (f fieldErrors) Error() string {
	var b strings.Builder
	for field, rule := range f {
		b.WriteString(field + ": " + rule + "; ")
	}
	return b.String()
}

func okValidation(password string) {
	errs := fieldErrors{}
	if len(password) < 8 {
		errs["password"] = "too short"
	}
	if password == "" {
		errs["password"] = "required"
	}
	log.Print(errs)
	slog.Info("invalid", "errors", errs)
}

// cache keys and map keys.
func cacheKey(user string) string { return "user:" + user }

func okKeys(user string, m map[string]string, sortKey, primaryKey, foreignKey, partitionKey, routingKey, idempotencyKey string) {
	key := cacheKey(user)
	log.Print(key, sortKey, primaryKey, foreignKey, partitionKey, routingKey, idempotencyKey)
	for k := range m {
		log.Print(k)
	}
	log.Printf("cache key %s", key)
}

type policy struct {
	PasswordMinLength  int
	PasswordPolicy     string
	RequirePassword    bool
	PasswordExpiry     time.Duration
	TokenTTL           time.Duration
	TokenLifetime      string
	PasswordComplexity string
	TokenIssuer        string
	TokenEndpoint      string
	TokenURL           string
	SecretStore        string
	AuthTokenType      string
	SessionTimeout     time.Duration
	SessionName        string
	CookieDomain       string
	CookieName         string
}

func okPolicies(p policy, hasPassword, useToken, isSecret bool, tokenTTL time.Duration) {
	log.Printf("%+v", p)
	log.Print(p.PasswordPolicy, p.PasswordExpiry, p.TokenTTL, p.TokenLifetime, p.TokenURL, p.TokenEndpoint, p.SecretStore)
	log.Print(hasPassword, useToken, isSecret, tokenTTL, p.CookieName, p.SessionName)
}

// tokens of lexers.
type lexer struct {
	token string
	kind  int
}

type parser struct{ lex lexer }

func (p *parser) next() string { return p.lex.token }

func okLexer(input string) {
	for _, tokenText := range strings.Fields(input) {
		if strings.HasPrefix(tokenText, "#") {
			continue
		}
		log.Print(len(tokenText))
	}
}

// metrics and tracing have names.
func okMetrics(metric string, labels map[string]string) {
	tokenMetric := "auth_tokens_total"
	log.Print(metric, tokenMetric, labels)
}

// a flag's help and its default.
func okFlags() {
	name := flag.String("token-name", "default", "name of the token")
	flag.Parse()
	log.Print(*name)
}

// a type that is a secret's, not its text.
type secretKind int

func (s secretKind) String() string { return [...]string{"password", "token"}[s] }

func okKinds(secret secretKind, tokenType string) {
	log.Print(secret, tokenType)
	log.Printf("%v %s", secret, secret)
}

// passwordless and others are other words.
func okWords(passwordless, tokenized, secretary, compass, bypass, tokenizer, keyboard, monkey string) {
	log.Print(passwordless, tokenized, secretary, compass, bypass, tokenizer, keyboard, monkey)
}

// nothing is there.
func okEmpty(password string) {
	if password == "" {
		log.Printf("password %q is empty", password)
	}
	switch password {
	case "", "none":
		log.Print("no password: ", password)
	}
}

// functions about secrets return something else.
func passwordStrength(p string) string { return fmt.Sprint(len(p) > 10) }

func validateToken(t string) (string, error) { return "subject", nil }

func hashPassword(p string) string { return fmt.Sprint(len(p)) }

func okFunctions(password, t string) {
	log.Print(passwordStrength(password), hashPassword(password))
	subject, err := validateToken(t)
	log.Print(subject, err)
}

type store interface{ Get(key string) string }

type vault struct{ Password string }

func (v *vault) Get(string) string { return "" }

// Open makes a vault of a store.
func Open(pw string) store { return &vault{pw} }

// a failed assertion, or a lookup that finds nothing, gives nothing.
func okNothing(s any, m map[string]vault, key string) {
	v, ok := s.(store)
	if !ok {
		log.Printf("%v is no store", v)
	}
	found, ok := m[key]
	if !ok {
		log.Printf("%+v", found)
	}
}

func badFound(s any, m map[string]vault, key string) {
	if found, ok := m[key]; ok {
		log.Printf("%+v", found) // want secretlog/struct "vault.Password"
	}
}

// The words of a command are named by what the command is.
func okCommands(r *bufio.Reader) {
	user := ""
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		args := strings.Fields(line)
		switch args[0] {
		case "USER":
			user = args[1]
		case "PASS":
			pass := args[1]
			if !knows(user, pass) {
				log.Printf("failed login: %s", user)
			}
		}
	}
}

func knows(user, pass string) bool { return user == pass }

func okTwoParts(line string) {
	parts := strings.Split(line, ":")
	user := parts[0]
	password := parts[1]
	if !knows(user, password) {
		log.Printf("failed login: %s", user)
	}
}

func badCommand(args []string, log *log.Logger) {
	pass := args[1]
	log.Printf("failed login: %s", pass) // want secretlog/credential "pass is written"
}
