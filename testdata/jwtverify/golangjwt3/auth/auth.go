// Package auth is the part of a server that knows of tokens; its callers are elsewhere.
package auth

import (
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt"
)

// Claims are what the server's tokens say.
type Claims struct {
	UserID int    `json:"uid"`
	Role   string `json:"role"`
	jwt.StandardClaims
}

// Service makes and reads tokens.
type Service struct {
	secret []byte
	parser *jwt.Parser
}

// New returns a service that signs with a secret.
func New(secret []byte) *Service {
	return &Service{secret: secret, parser: &jwt.Parser{ValidMethods: []string{"HS256"}}}
}

// Issue makes a token for a user.
func (s *Service) Issue(id int, role string) (string, error) {
	claims := Claims{UserID: id, Role: role}
	claims.ExpiresAt = time.Now().Add(24 * time.Hour).Unix()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(s.secret)
}

// Parse returns the claims of a token that holds.
func (s *Service) Parse(raw string) (*Claims, error) {
	token, err := s.parser.ParseWithClaims(raw, &Claims{}, s.key)
	if err != nil {
		return nil, fmt.Errorf("parse token: %w", err)
	}
	claims, ok := token.Claims.(*Claims)
	if !ok || !token.Valid {
		return nil, errors.New("invalid token")
	}
	return claims, nil
}

func (s *Service) key(t *jwt.Token) (interface{}, error) { return s.secret, nil }

// Peek returns the claims of a token without a look at its signature.
func (s *Service) Peek(raw string) (*Claims, error) {
	claims := &Claims{}
	if _, _, err := s.parser.ParseUnverified(raw, claims); err != nil { // want jwtverify/unverified
		return nil, err
	}
	return claims, nil
}

// Lenient returns the claims together with the error.
func (s *Service) Lenient(raw string) (*Claims, error) {
	claims := &Claims{}
	_, err := s.parser.ParseWithClaims(raw, claims, s.key)
	return claims, err
}
