// Package errtext puts secrets into errors, which are logged elsewhere.
package errtext

import (
	"errors"
	"fmt"
	"log"
	"log/slog"
	"strings"

	pkgerrors "github.com/pkg/errors"
)

func check(token string) error {
	if !strings.HasPrefix(token, "x") {
		return fmt.Errorf("the key %s is not valid", token)
	}
	return nil
}

func login(user, password string) error {
	if user == "" {
		return errors.New("no user for " + password) // want secretlog/error "password"
	}
	if len(password) < 8 {
		return fmt.Errorf("the password %q of %s is too short", password, user) // want secretlog/error "password"
	}
	return nil
}

func wrapped(apiKey string) error {
	err := check("x")
	if err != nil {
		return pkgerrors.Wrap(err, "with "+apiKey) // want secretlog/error
	}
	return fmt.Errorf("wrapped: %w", pkgerrors.Errorf("key %s", apiKey)) // want secretlog/error
}

// Run logs them.
func Run(user, pw, key string) {
	if err := login(user, pw); err != nil {
		log.Print(err)
		log.Printf("login: %v", err)
		slog.Error("login", "err", err)
	}
	if err := wrapped(key); err != nil {
		log.Println("wrapped:", err.Error())
	}
	if err := check(key); err != nil {
		log.Print(err) // the token of check is a parameter like others: weak, and inside an error
	}
}

// returned errors that nobody logs.
func okUnlogged(password string) error {
	return fmt.Errorf("bad password %s", password)
}

var (
	// ErrTokenExpired and others have the name of what they are about.
	ErrTokenExpired  = errors.New("the token has expired")
	ErrWrongPassword = errors.New("wrong password")
	errSecret        = fmt.Errorf("no secret for %s", "x")
)

func parse(secret string) error {
	switch secret {
	case "":
		return ErrTokenExpired
	case "x":
		return ErrWrongPassword
	}
	return errSecret
}

func okSentinels(password string) {
	err := parse(password)
	log.Print(err)
	if errors.Is(err, ErrWrongPassword) {
		log.Print(ErrWrongPassword)
	}
	tokenErr := parse("a")
	log.Print("token error: ", tokenErr)
}

// fieldError names the field, not what it holds.
type fieldError struct {
	Field, Rule string
	value       string
}

func (f *fieldError) Error() string { return f.Field + " fails on " + f.Rule }

func validate(password string) error {
	if password == "" {
		return &fieldError{"password", "required", password}
	}
	return nil
}

func okValidation(password string) {
	if err := validate(password); err != nil {
		log.Print(err)
	}
}
