// Package fiberjwt3 pins the checks on github.com/gofiber/jwt/v3, whose keys are for one method, HS256 if none is named.
package fiberjwt3

import (
	"crypto/ecdsa"
	"fmt"
	"os"

	"github.com/gofiber/fiber/v2"
	jwtware "github.com/gofiber/jwt/v3"
	"github.com/golang-jwt/jwt/v4"
)

func okKey(public *ecdsa.PublicKey) fiber.Handler {
	return jwtware.New(jwtware.Config{SigningMethod: "ES256", SigningKey: public})
}

// badKeyFunc takes the place of the method too.
func badKeyFunc(public *ecdsa.PublicKey) fiber.Handler {
	config := jwtware.Config{SigningMethod: "ES256"}
	config.KeyFunc = func(t *jwt.Token) (interface{}, error) {
		if t.Header["kid"] != "1" {
			return nil, fmt.Errorf("key %v", t.Header["kid"])
		}
		return public, nil // want jwtverify/algorithm
	}
	return jwtware.New(config)
}

func okKeyFunc(public *ecdsa.PublicKey) fiber.Handler {
	return jwtware.New(jwtware.Config{KeyFunc: func(t *jwt.Token) (interface{}, error) {
		if t.Method.Alg() != "ES256" {
			return nil, fmt.Errorf("unexpected jwt signing method=%v", t.Header["alg"])
		}
		return public, nil
	}})
}

func badNone() fiber.Handler {
	return jwtware.New(jwtware.Config{KeyFunc: func(*jwt.Token) (interface{}, error) {
		return jwt.UnsafeAllowNoneSignatureType, nil // want jwtverify/none
	}})
}

func badHeader(c *fiber.Ctx) error {
	claims := jwt.MapClaims{}
	if _, _, err := new(jwt.Parser).ParseUnverified(c.Query("fiber3_token"), claims); err != nil { // want jwtverify/unverified
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	return c.JSON(claims["sub"])
}

func badEnv() fiber.Handler {
	return jwtware.New(jwtware.Config{SigningKey: []byte(os.Getenv("FIBER3_UNCHECKED_KEY"))}) // want jwtverify/key
}

func okEnv() fiber.Handler {
	key, ok := os.LookupEnv("FIBER3_CHECKED_KEY")
	if !ok {
		panic("FIBER3_CHECKED_KEY")
	}
	return jwtware.New(jwtware.Config{SigningKey: []byte(key)})
}

func okRestricted(c *fiber.Ctx) error {
	return c.JSON(c.Locals("user").(*jwt.Token).Claims)
}

func init() {
	app := fiber.New()
	app.Group("/a", okKey(nil)).Get("", okRestricted)
	app.Group("/b", badKeyFunc(nil)).Get("", okRestricted)
	app.Group("/c", okKeyFunc(nil)).Get("", okRestricted)
	app.Group("/d", badNone()).Get("", okRestricted)
	app.Group("/e", badEnv()).Get("", okRestricted)
	app.Group("/f", okEnv()).Get("", okRestricted)
	app.Get("/header", badHeader)
	_ = app.Listen(":8080")
}
