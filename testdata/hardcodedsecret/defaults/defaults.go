// Package defaults has literals that stand in where a secret is not set.
package defaults

import (
	"cmp"
	"errors"
	"log"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/sessions"
	"github.com/redis/go-redis/v9"
	"github.com/spf13/viper"
)

func badViper() {
	viper.SetDefault("server.port", 8080)
	viper.SetDefault("jwt.secret", "chaffinch")       // want hardcodedsecret/default "the default of the setting jwt.secret"
	viper.SetDefault("database.password", "postgres") // want hardcodedsecret/default
	viper.SetDefault("jwt.issuer", "kestrel")
	viper.SetDefault("jwt.expiry", "24h")
	viper.SetDefault("auth.token_header", "X-Auth-Token")
	viper.SetDefault("session.cookie_name", "kestrel_session")
	viper.SetDefault("oauth.client_secret", "")
	viper.SetDefault("password.min_length", 12)
	viper.SetDefault("secrets.backend", "vault")
}

func badInstance(v *viper.Viper) {
	v.SetDefault("smtp_password", "goldcrest") // want hardcodedsecret/default
}

func badTable() {
	defaults := map[string]any{
		"http.addr":      ":8080",
		"session.secret": "firecrest", // want hardcodedsecret/default "session.secret"
		"log.level":      "info",
	}
	for k, v := range defaults {
		viper.SetDefault(k, v)
	}
}

func badHelper() {
	setDefault("http.addr", ":8080")
	setDefault("admin.password", "treecreeper") // want hardcodedsecret/default "admin.password"
}

func setDefault(key string, value any) {
	if !viper.IsSet(key) {
		viper.SetDefault(key, value)
	}
}

func getenv(key, fallback string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return fallback
}

func badGetenv() string {
	_ = getenv("PORT", "8080")
	_ = getenv("TOKEN_URL", "https://id.kestrel.internal/token")
	return getenv("JWT_SECRET", "nuthatch") // want hardcodedsecret/default "the default of the setting JWT_SECRET"
}

func lookup(name, def string) (string, bool) {
	v, ok := os.LookupEnv(name)
	if !ok {
		return def, false
	}
	return v, true
}

func badLookup() string {
	v, _ := lookup("DB_PASSWORD", "dunnock") // want hardcodedsecret/default
	return v
}

type env map[string]string

func (e env) get(key string, def ...string) string {
	if v, ok := e[key]; ok {
		return v
	}
	if v := os.Getenv(key); v != "" || len(def) == 0 {
		return v
	}
	return def[0]
}

func badMethod(e env) string {
	return e.get("API_SECRET", "whitethroat") // want hardcodedsecret/default
}

func must[T any](key string, parse func(string) (T, error), def T) T {
	raw := os.Getenv(key)
	if raw == "" {
		return def
	}
	v, err := parse(raw)
	if err != nil {
		return def
	}
	return v
}

func badGeneric() string {
	return must("SIGNING_SECRET", func(s string) (string, error) { return strings.TrimSpace(s), nil }, "blackcap") // want hardcodedsecret/default
}

func badIf() []byte {
	secret := os.Getenv("COOKIE_SECRET")
	if secret == "" {
		secret = "chiffchaff" // want hardcodedsecret/default
	}
	return []byte(secret)
}

func badIfUsed(user string) (string, error) {
	key := os.Getenv("SIGNING_KEY")
	if len(key) == 0 {
		log.Print("SIGNING_KEY is not set")
		key = "willow warbler" // want hardcodedsecret/default
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": user}).SignedString([]byte(key))
}

func badOk() sessions.Store {
	key, ok := os.LookupEnv("SESSION_KEY")
	if !ok {
		key = "wood warbler" // want hardcodedsecret/default
	}
	return sessions.NewCookieStore([]byte(key))
}

func badOr(user string) (string, error) {
	key := cmp.Or(os.Getenv("TOKEN_KEY"), viper.GetString("token.key"), "grasshopper warbler") // want hardcodedsecret/default
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": user}).SignedString([]byte(key))
}

func badOrAlone() string {
	jwtSecret := cmp.Or(os.Getenv("JWT_SECRET"), "sedge") // want hardcodedsecret/default
	return jwtSecret
}

// Config is what a file sets.
type Config struct {
	Addr          string
	JWTSecret     string
	RedisPassword string
	PasswordFile  string
	TokenTTL      string
	Realm         string
}

// DefaultConfig is what holds where the file says nothing.
func DefaultConfig() Config {
	return Config{
		Addr:         ":8080",
		JWTSecret:    "reed-warbler", // want hardcodedsecret/default
		PasswordFile: "/etc/kestrel/password",
		TokenTTL:     "15m",
		Realm:        "kestrel",
	}
}

func badEmptyField(c *Config) {
	if c.JWTSecret == "" {
		c.JWTSecret = "marsh-warbler" // want hardcodedsecret/default
	}
	if c.RedisPassword == "" {
		c.RedisPassword = "icterine" // want hardcodedsecret/default
	}
	if c.Realm == "" {
		c.Realm = "kestrel"
	}
	if c.PasswordFile == "" {
		c.PasswordFile = "/run/secrets/password"
	}
}

func badMerged(file Config) *redis.Client {
	c := DefaultConfig()
	c.RedisPassword = "melodious" // want hardcodedsecret/default
	if file.RedisPassword != "" {
		c.RedisPassword = file.RedisPassword
	}
	return redis.NewClient(&redis.Options{Addr: "localhost:6379", Password: c.RedisPassword})
}

// DefaultAdminPassword is that of the first account.
const DefaultAdminPassword = "admin" // want hardcodedsecret/default "DefaultAdminPassword"

func jwtSecret() string {
	if s := os.Getenv("JWT_SECRET"); s != "" {
		return s
	}
	return "dartford" // want hardcodedsecret/default
}

// Two variables get the same text; only one is a secret.
func badSame() (string, *redis.Client) {
	user, password := os.Getenv("ADMIN_USER"), os.Getenv("ADMIN_PASSWORD")
	if user == "" || password == "" {
		user = "admin"
		password = "admin" // want hardcodedsecret/default "ADMIN_PASSWORD|password"
	}
	viper.SetDefault("ADMIN_USER", "root1")
	viper.SetDefault("ADMIN_PASSWORD", "root1") // want hardcodedsecret/default "ADMIN_PASSWORD"
	return user, redis.NewClient(&redis.Options{Username: user, Password: password})
}

// Names of settings, one of which is that of a default.
const (
	okEnvDefaultUserPass = "KESTREL_DEFAULTUSER_PASS"
	okDefaultTokenSecret = "auth.default_secret_key"
)

// connectionString has no password.
func connectionString() string {
	if s := os.Getenv("CONNECTION_STRING"); s != "" {
		return s
	}
	return "shop.db"
}

func okRequired() ([]byte, error) {
	secret := os.Getenv("JWT_SECRET")
	if secret == "" {
		return nil, errors.New("JWT_SECRET is not set")
	}
	return []byte(secret), nil
}

func okGetenv() string {
	return getenv("DB_PASSWORD", "") + getenv("TOKEN_TTL", "15m") + getenv("SECRET_NAME", "prod/app") + getenv("AUTH_COOKIE_NAME", "auth_token")
}

func okEmptyField(c *Config, token, secret string) (string, string) {
	if c.TokenTTL == "" {
		c.TokenTTL = "15m"
	}
	if token == "" {
		token = "none"
	}
	if secret == "" {
		secret = "<not set>"
	}
	return token, secret
}

// What is shown is not what is used.
func okShown(password string) string {
	if password != "" {
		password = "********"
	}
	return password
}

func label(key, fallback string) string {
	labels := map[string]string{"login.title": "Sign in"}
	if s, ok := labels[key]; ok {
		return s
	}
	return fallback
}

func okLabel() string {
	return label("login.password", "Password") + label("login.secret", "Shared secret") + label("api.key", "Schlüssel")
}

type option struct{ name, env, usage string }

func stringOption(name, env, usage string) *option { return &option{name, env, usage} }

// What a helper gets behind a setting's name is its usage.
func okUsage() []*option {
	return []*option{stringOption("password", "DB_PASSWORD", "Password of 1 user"), stringOption("api-key", "API_KEY", "Key4Access")}
}

func okRandom(random func() string) string {
	secret := os.Getenv("JWT_SECRET")
	if secret == "" {
		secret = random()
	}
	return secret
}

// Use puts the cases to use.
func Use() []string {
	badViper()
	badInstance(viper.New())
	badNested(viper.New())
	_ = defaultJSON
	badTable()
	badHelper()
	badIf()
	_, _ = badIfUsed("u")
	badOk()
	_, _ = badOr("u")
	c := Config{Addr: os.Args[1]}
	_ = viper.Unmarshal(&c)
	badEmptyField(&c)
	badMerged(c)
	_, _ = okRequired()
	_ = okUsage()
	_ = connectionString() + okEnvDefaultUserPass + okDefaultTokenSecret
	_, _ = badSame()
	a, b := okEmptyField(&c, os.Args[1], os.Args[2])
	return []string{badGetenv(), badLookup(), badMethod(env{}), badGeneric(), badOrAlone(), jwtSecret(), okGetenv(), a, b, okShown(os.Args[1]), okLabel(), okRandom(nil)}
}
