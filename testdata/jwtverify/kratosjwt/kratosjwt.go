// Package kratosjwt pins the checks on kratos' middleware for tokens, which compares the method itself.
package kratosjwt

import (
	"context"
	"crypto/rsa"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/go-kratos/kratos/v2/middleware"
	"github.com/go-kratos/kratos/v2/middleware/auth/jwt"
	"github.com/go-kratos/kratos/v2/transport"
	"github.com/go-kratos/kratos/v2/transport/http"
	jwtv5 "github.com/golang-jwt/jwt/v5"
)

type claims struct {
	UserID int64
	jwtv5.RegisteredClaims
}

// okServer needs no look at the method in its key function.
func okServer(public *rsa.PublicKey) middleware.Middleware {
	return jwt.Server(func(*jwtv5.Token) (interface{}, error) { return public, nil },
		jwt.WithSigningMethod(jwtv5.SigningMethodRS256), jwt.WithClaims(func() jwtv5.Claims { return &claims{} }))
}

// badNone says that tokens have no signature.
func badNone() middleware.Middleware {
	return jwt.Server(func(*jwtv5.Token) (interface{}, error) {
		return jwtv5.UnsafeAllowNoneSignatureType, nil // want jwtverify/none
	}, jwt.WithSigningMethod(jwtv5.SigningMethodNone)) // want jwtverify/none
}

// badOwn is a middleware of the server's own, which only decodes.
func badOwn(next middleware.Handler) middleware.Handler {
	return func(ctx context.Context, req interface{}) (interface{}, error) {
		tr, ok := transport.FromServerContext(ctx)
		if !ok {
			return nil, errors.New("no transport")
		}
		parts := strings.SplitN(tr.RequestHeader().Get("X-Kratos-Own"), " ", 2)
		c := &claims{}
		if _, _, err := jwtv5.NewParser().ParseUnverified(parts[len(parts)-1], c); err != nil { // want jwtverify/unverified
			return nil, jwt.ErrTokenInvalid
		}
		return next(jwt.NewContext(ctx, c), req)
	}
}

// okOwn verifies.
func okOwn(key []byte) middleware.Middleware {
	return func(next middleware.Handler) middleware.Handler {
		return func(ctx context.Context, req interface{}) (interface{}, error) {
			tr, ok := transport.FromServerContext(ctx)
			if !ok {
				return nil, jwt.ErrWrongContext
			}
			token, err := jwtv5.ParseWithClaims(tr.RequestHeader().Get("X-Kratos-OK"), &claims{}, func(*jwtv5.Token) (interface{}, error) { return key, nil })
			if err != nil {
				return nil, jwt.ErrTokenInvalid
			}
			return next(jwt.NewContext(ctx, token.Claims), req)
		}
	}
}

// okUser reads the claims behind the middleware.
func okUser(ctx context.Context) (int64, error) {
	c, ok := jwt.FromContext(ctx)
	if !ok {
		return 0, jwt.ErrMissingJwtToken
	}
	return c.(*claims).UserID, nil
}

func badKey() middleware.Middleware {
	return jwt.Server(func(*jwtv5.Token) (interface{}, error) {
		return []byte(os.Getenv("KRATOS_UNCHECKED_KEY")), nil // want jwtverify/key
	})
}

func badEndless(key []byte, id int64) (string, error) {
	return jwtv5.NewWithClaims(jwtv5.SigningMethodHS256, claims{UserID: id}).SignedString(key) // want jwtverify/claims
}

func okIssued(key []byte, id int64) (string, error) {
	c := claims{UserID: id, RegisteredClaims: jwtv5.RegisteredClaims{ExpiresAt: jwtv5.NewNumericDate(time.Now().Add(time.Hour))}}
	return jwtv5.NewWithClaims(jwtv5.SigningMethodHS256, c).SignedString(key)
}

func init() {
	s := http.NewServer(http.Middleware(okServer(nil), badNone(), badOwn, okOwn(nil), badKey()))
	r := s.Route("/v1")
	r.GET("/user", func(ctx http.Context) error {
		id, err := okUser(ctx)
		if err != nil {
			return err
		}
		if _, err := badEndless(nil, id); err != nil {
			return err
		}
		_, err = okIssued(nil, id)
		return err
	})
}
