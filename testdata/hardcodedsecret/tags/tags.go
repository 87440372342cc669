// Package tags has secrets as defaults in the tags of configuration structs.
package tags

import (
	"github.com/caarlos0/env/v11"
	"github.com/golang-jwt/jwt/v5"
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

// Named has settings whose names, not the fields', say what they are, and a default that is an option.
type Named struct {
	A string `env:"JWT_SECRET" envDefault:"goldfinch"`         // want hardcodedsecret/default "Named.A"
	B string `long:"admin-password" default:"crossbill"`       // want hardcodedsecret/default
	C string `mapstructure:"encryption_key" default:"bunting"` // want hardcodedsecret/default
	D string `env:"SIGNING_SECRET, default=hawfinch-7"`        // want hardcodedsecret/default
	E string `json:"accessSecret,default=linnet"`              // want hardcodedsecret/default
	F string `env:"LISTEN, default=:8080"`
	G string `json:"mode,default=dev,options=dev|test"`
	// Key says nothing; what it is used for does.
	Key string `env:"KEY" envDefault:"snow-bunting"` // want hardcodedsecret/default
}

// Sign signs with what was read.
func (n *Named) Sign(t *jwt.Token) (string, error) { return t.SignedString([]byte(n.Key)) }
