// Package config is the server's settings.
package config

import (
	"flag"
	"time"
)

// Config is the settings.
type Config struct {
	Listen, DSN string
	Timeout     time.Duration
}

// Parse reads the command line.
func Parse() Config {
	var c Config
	flag.StringVar(&c.Listen, "listen", "localhost:8080", "address to listen on")
	flag.StringVar(&c.DSN, "dsn", "board", "the database's name")
	flag.DurationVar(&c.Timeout, "timeout", 5*time.Second, "how long a query may take")
	flag.Parse()
	return c
}
