// Package filters gives slog a function that leaves out what some keys hold.
package filters

import (
	"log"
	"log/slog"
	"os"
	"slices"
	"strings"
)

var secretKeys = []string{"passphrase_arg", "pin_arg"}

var secretSet = map[string]bool{"set_arg": true}

func sensitive(key string) bool {
	switch key {
	case "asked_arg", "other_arg":
		return true
	}
	return false
}

// New makes the program's logger.
func New() *slog.Logger {
	return slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if a.Key == "pw_arg" || a.Key == "secret_arg" {
				a.Value = slog.StringValue("***")
			}
			switch a.Key {
			case "case_arg", "case2_arg":
				return slog.String(a.Key, "***")
			case "kept_arg":
				return slog.String("renamed", a.Value.String())
			}
			if slices.Contains(secretKeys, a.Key) || secretSet[a.Key] || sensitive(a.Key) {
				return slog.Attr{}
			}
			if strings.Contains(strings.ToLower(a.Key), "containing") {
				return slog.Attr{Key: a.Key, Value: slog.StringValue("***")}
			}
			return a
		},
	}))
}

func okDropped(l *slog.Logger, password string) {
	l.Info("a", "pw_arg", password)
	l.Info("a", "secret_arg", password, "n", 1)
	l.Info("a", slog.String("case_arg", password))
	slog.Info("a", "case2_arg", password)
	l.Info("a", "passphrase_arg", password, "pin_arg", password)
	l.Info("a", "set_arg", password)
	l.With("asked_arg", password).Info("a", "other_arg", password)
	l.Info("a", "xContaining_y", password)
}

func badDropped(l *slog.Logger, password string) {
	l.Info("a", "kept_arg", password)    // want secretlog/credential
	l.Info("a", "user_arg", password)    // want secretlog/credential
	l.Info("a "+password, "pw_arg", "x") // want secretlog/credential
	log.Print("pw_arg", password)        // want secretlog/credential
}
