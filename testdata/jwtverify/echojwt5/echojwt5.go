// Package echojwt5 pins the checks on echo's middleware for tokens in its fifth version, whose key function decides on the method.
package echojwt5

import (
	"crypto/rsa"
	"errors"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
	echojwt "github.com/labstack/echo-jwt/v5"
	"github.com/labstack/echo/v5"
)

type customClaims struct {
	Name  string `json:"name"`
	Admin bool   `json:"admin"`
	jwt.RegisteredClaims
}

type keys struct{ public map[string]*rsa.PublicKey }

// badKeyFunc looks at no method: with a key function, SigningMethod is not looked at either.
func (k *keys) badKeyFunc(t *jwt.Token) (interface{}, error) {
	kid, ok := t.Header["kid"].(string)
	if !ok {
		return nil, errors.New("kid")
	}
	return k.public[kid], nil // want jwtverify/algorithm "public key"
}

func (k *keys) okKeyFunc(t *jwt.Token) (interface{}, error) {
	if t.Method.Alg() != "RS256" {
		return nil, errors.New("method")
	}
	return k.public[t.Header["kid"].(string)], nil
}

func badKeyFunc(k *keys) echo.MiddlewareFunc {
	return echojwt.WithConfig(echojwt.Config{KeyFunc: k.badKeyFunc, SigningMethod: "RS256"})
}

func okKeyFunc(k *keys) echo.MiddlewareFunc {
	config := echojwt.Config{ContextKey: "token"}
	config.KeyFunc = k.okKeyFunc
	return echojwt.WithConfig(config)
}

// okSigningKey is looked at under the method that the configuration names.
func okSigningKey(key *rsa.PublicKey) echo.MiddlewareFunc {
	return echojwt.WithConfig(echojwt.Config{
		SigningKey:    key,
		SigningMethod: "RS256",
		NewClaimsFunc: func(c *echo.Context) jwt.Claims { return new(customClaims) },
	})
}

// okRestricted is a handler behind it.
func okRestricted(c *echo.Context) error {
	token, ok := c.Get("user").(*jwt.Token)
	if !ok {
		return errors.New("JWT token missing or invalid")
	}
	claims, ok := token.Claims.(*customClaims)
	if !ok {
		return errors.New("failed to cast claims")
	}
	return c.String(http.StatusOK, "Welcome "+claims.Name)
}

// badParse has a function of its own that only decodes.
func badParse() echo.MiddlewareFunc {
	return echojwt.WithConfig(echojwt.Config{
		ParseTokenFunc: func(c *echo.Context, auth string) (interface{}, error) {
			token, _, err := jwt.NewParser().ParseUnverified(auth, &customClaims{}) // want jwtverify/unverified
			return token, err
		},
	})
}

// badParseIgnored has one that lets everyone through.
func badParseIgnored(key []byte) echo.MiddlewareFunc {
	return echojwt.WithConfig(echojwt.Config{
		ParseTokenFunc: func(c *echo.Context, auth string) (interface{}, error) {
			token, err := jwt.ParseWithClaims(auth, &customClaims{}, func(*jwt.Token) (interface{}, error) { return key, nil })
			if err != nil {
				c.Logger().Warn(err.Error())
			}
			return token, nil // want jwtverify/unchecked
		},
	})
}

func okParse(key []byte) echo.MiddlewareFunc {
	return echojwt.WithConfig(echojwt.Config{
		ParseTokenFunc: func(c *echo.Context, auth string) (interface{}, error) {
			token, err := jwt.ParseWithClaims(auth, &customClaims{}, func(*jwt.Token) (interface{}, error) { return key, nil })
			if err != nil {
				return nil, err
			}
			if !token.Valid {
				return nil, errors.New("invalid token")
			}
			return token, nil
		},
	})
}

// badNone admits tokens without a signature.
func badNone() echo.MiddlewareFunc {
	return echojwt.WithConfig(echojwt.Config{KeyFunc: func(t *jwt.Token) (interface{}, error) {
		if t.Method == jwt.SigningMethodNone {
			return jwt.UnsafeAllowNoneSignatureType, nil // want jwtverify/none
		}
		return nil, errors.New("method")
	}})
}

func badKey() echo.MiddlewareFunc {
	return echojwt.JWT([]byte(os.Getenv("ECHO5_UNCHECKED_KEY"))) // want jwtverify/key
}

func okKey(fallback string) echo.MiddlewareFunc {
	secret := os.Getenv("ECHO5_CHECKED_KEY")
	if len(secret) < 32 {
		secret = fallback
	}
	return echojwt.WithConfig(echojwt.Config{SigningKey: []byte(secret)})
}

// badDecoded reads the token again, from the header, where the middleware let those without one pass.
func badDecoded(c *echo.Context) error {
	token, _, err := jwt.NewParser().ParseUnverified(c.Request().Header.Get("X-Echo5-Decoded"), &customClaims{}) // want jwtverify/unverified
	if err != nil {
		return echo.ErrUnauthorized
	}
	if claims, ok := token.Claims.(*customClaims); ok && claims.Admin {
		return c.String(http.StatusOK, "admin")
	}
	return echo.ErrForbidden
}

func init() {
	e := echo.New()
	k := &keys{}
	e.Group("/a", badKeyFunc(k)).GET("", okRestricted)
	e.Group("/b", okKeyFunc(k)).GET("", okRestricted)
	e.Group("/c", okSigningKey(nil)).GET("", okRestricted)
	e.Group("/d", badParse()).GET("", okRestricted)
	e.Group("/e", badParseIgnored(nil)).GET("", okRestricted)
	e.Group("/f", okParse(nil)).GET("", okRestricted)
	e.Group("/g", badNone()).GET("", okRestricted)
	e.Group("/h", badKey()).GET("", okRestricted)
	e.Group("/i", okKey("")).GET("", okRestricted)
	e.GET("/j", badDecoded)
	_ = e.Start(":8080")
}
