// Package shapes has keys on their ways from the literal to the place that takes them.
package shapes

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"sync"

	"github.com/golang-jwt/jwt/v5"
)

func sign(key any) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "kestrel"}).SignedString(key)
}

type config struct {
	Secret string
	JWT    struct{ Key []byte }
}

var (
	once   sync.Once
	single *config
)

func get() *config {
	once.Do(func() {
		single = &config{Secret: "rook-once"} // want hardcodedsecret/credential
	})
	return single
}

func badOnce() (string, error) { return sign([]byte(get().Secret)) }

func badNested() (string, error) {
	var c config
	c.JWT.Key = []byte("jackdaw-nested") // want hardcodedsecret/credential
	return sign(c.JWT.Key)
}

var initialised []byte

func init() { initialised = []byte("raven-init") } // want hardcodedsecret/credential

func badInit() (string, error) { return sign(initialised) }

type secretText string

const typed secretText = "magpie-typed" // want hardcodedsecret/credential

func badTyped() (string, error) { return sign([]byte(typed)) }

// A phrase of many words.
const phrase = "all the birds of the moor are singing!" // want hardcodedsecret/credential

func badPhrase() (string, error) { return sign([]byte(phrase)) }

func badIndex() (string, error) {
	keys := []string{"jay-first", "jay-second"} // want hardcodedsecret/credential
	return sign([]byte(keys[0]))
}

func badFormatted() (string, error) {
	return sign([]byte(fmt.Sprintf("%s", "nutcracker"))) // want hardcodedsecret/credential
}

func badFormattedWith() (string, error) {
	return sign([]byte(fmt.Sprintf("%s-%s", "chough", "alpine"))) // want hardcodedsecret/credential
}

func badRepeated() (string, error) {
	return sign(bytes.Repeat([]byte("k8"), 16)) // want hardcodedsecret/credential
}

func badDecoded() (string, error) {
	key, err := base64.RawURLEncoding.DecodeString("c3RhcmxpbmctaW4tYmFzZTY0") // want hardcodedsecret/credential
	if err != nil {
		return "", err
	}
	return sign(key)
}

func badBytes() (string, error) {
	return sign([]byte{0x6f, 0x72, 0x69, 0x6f, 0x6c, 0x65, 0x2d, 0x31, 0x32, 0x33, 0x34, 0x35}) // want hardcodedsecret/credential
}

var byteKey = []byte{ // want hardcodedsecret/credential
	19, 1, 200, 13, 88, 147, 22, 90, 101, 33, 240, 7, 66, 154, 31, 12,
}

func badByteVariable() (string, error) { return sign(byteKey) }

// The interface's only implementation.
type provider interface {
	Key(context.Context) ([]byte, error)
}

type static struct{}

func (static) Key(context.Context) ([]byte, error) { return []byte("waxwing-method"), nil } // want hardcodedsecret/credential

type service struct{ keys provider }

func (s *service) issue(ctx context.Context) (string, error) {
	key, err := s.keys.Key(ctx)
	if err != nil {
		return "", err
	}
	return sign(key)
}

func badProvider() (string, error) { return (&service{keys: static{}}).issue(context.Background()) }

type builder struct{ c config }

func (b *builder) withSecret(s string) *builder { b.c.Secret = s; return b }

func (b *builder) build() *config { return &b.c }

func badBuilder() (string, error) {
	return sign([]byte(new(builder).withSecret("dipper-built").build().Secret)) // want hardcodedsecret/credential
}

type ctxKey struct{}

func badContext(ctx context.Context) (string, error) {
	ctx = context.WithValue(ctx, ctxKey{}, "wren-in-context") // want hardcodedsecret/credential
	return signFrom(ctx)
}

func signFrom(ctx context.Context) (string, error) {
	key, _ := ctx.Value(ctxKey{}).(string)
	return sign([]byte(key))
}

func badClosure() (string, error) {
	secret := "dunnock-closed" // want hardcodedsecret/credential
	f := func() (string, error) { return sign([]byte(secret)) }
	return f()
}

func badBranches(prod bool) (string, error) {
	key := "robin-for-development" // want hardcodedsecret/default
	if prod {
		key = os.Getenv("KEY")
	}
	return sign([]byte(key))
}

// A configuration that stands in the source as a text.
const defaultConfig = `
listen: ":8080"
jwt:
  secret: 8Zr-Kq2x-mLw9-Tp4
` // want hardcodedsecret/named "secret"

func badText() (*config, error) {
	var c config
	err := json.Unmarshal([]byte(defaultConfig), &c)
	return &c, err
}

// okText shows what a configuration looks like.
const okText = `
Usage: kestrel [flags]

	secret: <your secret>
	password: the password of the database
	token = "$TOKEN"
`

func okParsed(data []byte) (string, error) {
	var c config
	if err := json.Unmarshal(data, &c); err != nil {
		return "", err
	}
	return sign([]byte(c.Secret))
}

// Use puts the cases to use.
func Use() {
	for _, f := range []func() (string, error){badOnce, badNested, badInit, badTyped, badPhrase, badIndex, badFormatted, badFormattedWith, badRepeated, badDecoded,
		badBytes, badByteVariable, badProvider, badBuilder, badClosure} {
		_, _ = f()
	}
	_, _ = badContext(context.Background())
	_, _ = badBranches(len(os.Args) > 1)
	_, _ = badText()
	_, _ = okParsed([]byte(okText))
}
