// Package tags has secrets as defaults in the tags of configuration structs.
package tags

import (
	"github.com/caarlos0/env/v11"
)

// Config is read from the environment.
type Config struct {
	Listen     string `env:"LISTEN" envDefault:":8080"`
	JWTSecret  string `env:"JWT_SECRET" envDefault:"capercaillie"`        // want hardcodedsecret/default "Config.JWTSecret"
	DBPassword string `env:"DB_PASSWORD" default:"ptarmigan"`             // want hardcodedsecret/default
	APIKey     string `yaml:"api_key" env-default:"hazel-grouse"`         // want hardcodedsecret/default
	Token      string `env:"TOKEN" envDefault:"q7WxZ2rTpL9mKsV4bNhG1dFj"` // want hardcodedsecret/default

	TokenType      string `env:"TOKEN_TYPE" envDefault:"bearer"`
	TokenTTL       string `env:"TOKEN_TTL" envDefault:"15m"`
	Cookie         string `env:"COOKIE" envDefault:"kestrel_session"`
	Session        string `default:"memory"`
	PasswordFile   string `env:"DB_PASSWORD_FILE,file" default:"/run/secrets/db"`
	ClientSecret   string `env:"CLIENT_SECRET,required"`
	SMTPPassword   string `env:"SMTP_PASSWORD" envDefault:""`
	SecretKey      string `env:"SECRET_KEY" envDefault:"<secret>"`
	PrivateKey     string `env:"PRIVATE_KEY" envDefault:"${KEY_FILE}"`
	PasswordPolicy string `default:"strict"`
	MaxTokens      int    `default:"4096"`
}

// Nested has a struct without a name.
type Nested struct {
	Admin struct {
		User     string `default:"admin"`
		Password string `default:"black-grouse"` // want hardcodedsecret/default
	}
	Keys []Key
}

// Key is one of a list.
type Key struct {
	ID     string `default:"1"`
	Secret string `default:"quail"` // want hardcodedsecret/default
}

// Load reads.
func Load() (*Config, *Nested, error) {
	var c Config
	return &c, &Nested{}, env.Parse(&c)
}
