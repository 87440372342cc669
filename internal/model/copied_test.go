package model

import (
	"go/types"
	"strings"
	"testing"
)

const original = `
package github.com/golang-jwt/jwt/v5
func Parse token verify/keyfunc 0 by=1 -> r0
func Parse sink secret/keyfunc 1
func ParseWithClaims token verify/keyfunc 0 by=2 -> r0
func NewParser token parser 0... -> r0
func (*Parser).Parse token verify/keyfunc 0 by=1 -> r0
func (*Parser).ParseUnverified token unverified 0 -> r0
func (*Token).SignedString sink secret/key 0
func (SigningMethod).Sign sink secret/key 1
func WithIssuer token option/issuer 0 -> r0
field (Token).Valid token valid
field (Token).Claims token claims
type MapClaims token map
package github.com/golang-jwt/jwt/v5/request
func ParseFromRequest sink secret/keyfunc 2
`

const fork = `package jwt
type Token struct { Valid bool; Claims any }
func (*Token) SignedString(key any) (string, error) { return "", nil }
type MapClaims map[string]any
type Keyfunc func(*Token) (any, error)
type Option func(*Parser)
type Parser struct{}
func NewParser(options ...Option) *Parser { return nil }
func (*Parser) Parse(text string, key Keyfunc) (*Token, error) { return nil, nil }
func (*Parser) ParseUnverified(text string, claims any) (*Token, []string, error) { return nil, nil, nil }
func Parse(text string, key Keyfunc, options ...Option) (*Token, error) { return nil, nil }
func ParseWithClaims(text string, claims any, key Keyfunc, options ...Option) (*Token, error) { return nil, nil }
func WithIssuer(name string) Option { return nil }
type SigningMethod interface { Sign(text string, key any) ([]byte, error) }
`

// TestCopied tells a fork under a path of its own by what it exports.
func TestCopied(t *testing.T) {
	s := set(t, original)
	p := compile(t, "example.com/team/jwtfork", fork)
	port, ok := s.Copied(p)
	if !ok {
		t.Fatal("the fork is not told")
	}
	with := s.With([]Port{port})
	if len(with.Lookup(Func, "example.com/team/jwtfork.Parse")) != 2 || len(with.Lookup(Type, "example.com/team/jwtfork.MapClaims")) != 1 {
		t.Error("the fork has the lines of its original")
	}
	below := compile(t, "example.com/team/jwtfork/request", "package request\nfunc ParseFromRequest(r any, from any, key func()) {}")
	if port, ok = s.Below(below, port); !ok || port.From[0] != "github.com/golang-jwt/jwt/v5/request" {
		t.Errorf("the package below the fork has the lines of %v", port.From)
	}
}

// TestNotCopied has packages that come near one that lines speak of, and are others.
func TestNotCopied(t *testing.T) {
	s := set(t, original)
	for name, p := range map[string]*types.Package{
		"another name":            compile(t, "example.com/team/tokens", strings.Replace(fork, "package jwt", "package tokens", 1)),
		"a part of the symbols":   compile(t, "example.com/team/jwt", "package jwt\ntype Token struct { Valid bool; Claims any }\ntype MapClaims map[string]any\nfunc Parse(text string, key func()) (*Token, error) { return nil, nil }\n"),
		"other shapes":            compile(t, "example.com/team/jwt", strings.NewReplacer("Parse(text string, key Keyfunc, options ...Option)", "Parse(text string)", "Sign(text string, key any)", "Sign()").Replace(fork)),
		"contexts in first place": compile(t, "example.com/team/jwt", strings.NewReplacer("package jwt", "package jwt\nimport \"context\"", "(text string", "(ctx context.Context, text string").Replace(fork)),
		"the original":            compile(t, "github.com/golang-jwt/jwt/v5", fork),
		"another major":           compile(t, "github.com/golang-jwt/jwt/v6", fork),
		"a standard package":      compile(t, "crypto/jwt", fork),
	} {
		if port, ok := s.Copied(p); ok {
			t.Errorf("%s: taken for a copy of %v", name, port.From)
		}
	}
	few := set(t, "package example.com/x/jwt\nfunc Parse sink secret/key 0\nfunc WithIssuer sink secret/key 0\ntype MapClaims token map\n")
	if _, ok := few.Copied(compile(t, "example.com/team/jwt", fork)); ok {
		t.Error("a few symbols are no proof")
	}
}
