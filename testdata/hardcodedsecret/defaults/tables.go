package defaults

import (
	"os"

	"github.com/spf13/viper"
)

// ofAll are the defaults of all settings.
var ofAll = map[string]string{
	"site_name": "Shop at the corner", "site_logo": "/static/logo-7f3a.svg", "mapbox_style": "ckl9x2a0b0e1s17mzq4u",
	"mail_from": "no-reply@shop.example", "theme": "dark-blue-42", "password_hint": "Ask4Tr0uble!",
}

func lookUpAll(name string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return ofAll[name]
}

// okMasterKey reads one of many settings, and has no default of its own.
func okMasterKey(name string) string { return masterKey(name) }

func masterKey(name string) string { return lookUpAll(name) }

// A default that is a map of settings, and one that is text.
func badNested(v *viper.Viper) {
	v.SetDefault("auth", map[string]any{"issuer": "kestrel", "secret_key": "hobby-falcon"}) // want hardcodedsecret/default "auth.secret_key"
}

const defaultJSON = `{"addr": ":80", "jwt_secret": "tree-sparrow", "db": {"user": "app"}}` // want hardcodedsecret/default "jwt_secret"
