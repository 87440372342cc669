// Package settings keeps the settings of package configs.
package settings

import (
	"encoding/json"
	"os"

	"github.com/rs/cors"
)

// Settings are read from a file.
type Settings struct {
	Origins     []string
	Credentials bool
}

// Load reads the settings.
func Load() Settings {
	var s Settings
	data, err := os.ReadFile("settings.json")
	if err == nil {
		_ = json.Unmarshal(data, &s)
	}
	return s
}

// Options are the options of the server.
func Options() cors.Options {
	return cors.Options{
		AllowOriginFunc:  func(origin string) bool { return len(origin) > 0 }, // want corsorigin/always
		AllowCredentials: true,
	}
}
