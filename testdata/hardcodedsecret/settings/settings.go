// Package settings has the constants and defaults of a server, which other packages use.
package settings

import "os"

// SigningKey signs tokens, in package jwtkeys.
const SigningKey = "avocet-2021-signing" // want hardcodedsecret/credential "SignedString"

// Issuer is no secret.
const Issuer = "https://id.kestrel.internal"

// Config is the server's configuration.
type Config struct {
	Listen string
	Auth   Auth
}

// Auth says how tokens are signed.
type Auth struct {
	Issuer string
	Secret []byte
	Key    string
}

// Default is what holds where no file says otherwise.
func Default() *Config {
	return &Config{Listen: ":8080", Auth: Auth{Issuer: Issuer, Key: "whimbrel"}} // want hardcodedsecret/default
}

// Load overlays the environment.
func Load() *Config {
	c := Default()
	if k := os.Getenv("AUTH_KEY"); k != "" {
		c.Auth.Key = k
	}
	return c
}
