// Package config reads the server's settings from the environment.
package config

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

// Config is the settings.
type Config struct {
	Address     string
	DatabaseURL string
	ReadTimeout time.Duration
	MaxLoans    int
}

// Load reads the settings and fills in defaults.
func Load() (*Config, error) {
	c := &Config{Address: "localhost:8080", DatabaseURL: os.Getenv("DATABASE_URL"), ReadTimeout: 5 * time.Second, MaxLoans: 10}
	if a := os.Getenv("ADDRESS"); a != "" {
		c.Address = a
	}
	if s := os.Getenv("MAX_LOANS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			return nil, fmt.Errorf("MAX_LOANS: %w", err)
		}
		c.MaxLoans = n
	}
	return c, nil
}
