// Package fiberjwt pins the checks on github.com/gofiber/contrib/jwt, where a key without a method is taken for any.
package fiberjwt

import (
	"crypto/rsa"
	"errors"
	"os"
	"strings"
	"time"

	jwtware "github.com/gofiber/contrib/jwt"
	"github.com/gofiber/fiber/v2"
	"github.com/golang-jwt/jwt/v5"
)

// badKey is a public key, and no method is named.
func badKey(public *rsa.PublicKey) fiber.Handler {
	return jwtware.New(jwtware.Config{
		SigningKey: jwtware.SigningKey{Key: public}, // want jwtverify/algorithm "public key"
	})
}

func okKey(private *rsa.PrivateKey) fiber.Handler {
	return jwtware.New(jwtware.Config{
		SigningKey: jwtware.SigningKey{JWTAlg: jwtware.RS256, Key: private.Public()},
	})
}

// badKeys has several.
func badKeys(a, b *rsa.PublicKey) fiber.Handler {
	keys := map[string]jwtware.SigningKey{}
	keys["a"] = jwtware.SigningKey{Key: a} // want jwtverify/algorithm
	return jwtware.New(jwtware.Config{SigningKeys: keys})
}

// okBytes is for symmetric methods only.
func okBytes(secret string) fiber.Handler {
	return jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{Key: []byte(secret)}, ContextKey: "token"})
}

func okURLs() fiber.Handler {
	return jwtware.New(jwtware.Config{JWKSetURLs: []string{"https://id.example/keys"}})
}

func badKeyFunc(public *rsa.PublicKey) fiber.Handler {
	return jwtware.New(jwtware.Config{KeyFunc: func(t *jwt.Token) (interface{}, error) {
		return public, nil // want jwtverify/algorithm
	}})
}

func okKeyFunc(public *rsa.PublicKey) fiber.Handler {
	return jwtware.New(jwtware.Config{KeyFunc: keyFunc(public)})
}

func keyFunc(public *rsa.PublicKey) jwt.Keyfunc {
	return func(t *jwt.Token) (interface{}, error) {
		if t.Method.Alg() != jwtware.RS256 {
			return nil, errors.New("method")
		}
		return public, nil
	}
}

func okRestricted(c *fiber.Ctx) error {
	user := c.Locals("user").(*jwt.Token)
	claims := user.Claims.(jwt.MapClaims)
	return c.SendString("Welcome " + claims["name"].(string))
}

// badHeader decodes a header's token.
func badHeader(c *fiber.Ctx) error {
	token, _, err := jwt.NewParser().ParseUnverified(strings.TrimPrefix(c.Get("X-Fiber-Header"), "Bearer "), jwt.MapClaims{}) // want jwtverify/unverified
	if err != nil {
		return fiber.ErrUnauthorized
	}
	c.Locals("name", token.Claims.(jwt.MapClaims)["name"])
	return c.Next()
}

// badCookie ignores the error.
func badCookie(c *fiber.Ctx) error {
	token, _ := jwt.Parse(c.Cookies("fiber_cookie"), func(*jwt.Token) (interface{}, error) { return []byte{}, nil })
	return c.JSON(token.Claims) // want jwtverify/unchecked
}

func badEndless(c *fiber.Ctx) error {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"name": c.FormValue("user"), "admin": true}) // want jwtverify/claims
	raw, err := token.SignedString([]byte{})
	if err != nil {
		return c.SendStatus(fiber.StatusInternalServerError)
	}
	return c.JSON(fiber.Map{"token": raw})
}

func okLogin(c *fiber.Ctx) error {
	claims := jwt.MapClaims{"name": c.FormValue("user"), "exp": time.Now().Add(time.Hour * 72).Unix()}
	raw, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte{})
	if err != nil {
		return c.SendStatus(fiber.StatusInternalServerError)
	}
	return c.JSON(fiber.Map{"token": raw})
}

func badEnv() fiber.Handler {
	return jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{JWTAlg: jwtware.HS256, Key: []byte(os.Getenv("FIBER_UNCHECKED_KEY"))}}) // want jwtverify/key
}

func init() {
	app := fiber.New()
	app.Group("/a", badKey(nil)).Get("", okRestricted)
	app.Group("/b", okKey(nil)).Get("", okRestricted)
	app.Group("/c", badKeys(nil, nil)).Get("", okRestricted)
	app.Group("/d", okBytes("")).Get("", okRestricted)
	app.Group("/e", okURLs()).Get("", okRestricted)
	app.Group("/f", badKeyFunc(nil)).Get("", okRestricted)
	app.Group("/g", okKeyFunc(nil)).Get("", okRestricted)
	app.Get("/header", badHeader, func(c *fiber.Ctx) error { return c.JSON(c.Locals("name")) })
	app.Get("/cookie", badCookie)
	app.Post("/endless", badEndless)
	app.Post("/login", okLogin)
	app.Group("/env", badEnv()).Get("", okRestricted)
	_ = app.Listen(":8080")
}
