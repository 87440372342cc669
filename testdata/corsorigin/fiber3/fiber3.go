// Package fiber3 configures the CORS middleware of fiber v3, which refuses "*" with credentials when the server starts, and
// writes headers in it.
package fiber3

import (
	"strings"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/cors"
)

// Routes wires the server.
func Routes() *fiber.App {
	app := fiber.New()
	app.Use(cors.New(cors.Config{
		AllowOriginsFunc: func(origin string) bool { return true }, // want corsorigin/always
		AllowCredentials: true,
	}))
	return app
}

func badContains() fiber.Handler {
	return cors.New(cors.Config{
		AllowOrigins: []string{"https://example.com", "https://*.example.com"},
		AllowOriginsFunc: func(origin string) bool { // want corsorigin/weak-match
			return strings.Contains(origin, "example.com")
		},
		AllowCredentials: true,
	})
}

func badHeader(c fiber.Ctx) error {
	c.Set("Access-Control-Allow-Origin", c.Get("Origin")) // want corsorigin/reflected "with the user's credentials"
	c.Set("Access-Control-Allow-Credentials", "true")
	return c.Next()
}

func badHeaderConstants(c fiber.Ctx) error {
	if origin := c.Get(fiber.HeaderOrigin); origin != "" {
		c.Set(fiber.HeaderAccessControlAllowOrigin, origin) // want corsorigin/reflected "with the user's credentials"
		c.Set(fiber.HeaderAccessControlAllowCredentials, "true")
	}
	return c.Next()
}

func lowDefault() fiber.Handler {
	return cors.New() // want:low corsorigin/wildcard
}

func lowAuthorization() fiber.Handler {
	return cors.New(cors.Config{
		AllowOrigins: []string{"*"}, // want:low corsorigin/wildcard "Authorization"
		AllowHeaders: []string{"Authorization", "Content-Type"},
	})
}

func okPanics() fiber.Handler {
	return cors.New(cors.Config{AllowOrigins: []string{"*"}, AllowCredentials: true})
}

func okList() fiber.Handler {
	return cors.New(cors.Config{AllowOrigins: []string{"https://example.com", "https://*.example.com"}, AllowCredentials: true})
}

func okHeader(c fiber.Ctx) error {
	if origin := c.Get("Origin"); origin == "https://example.com" {
		c.Set("Access-Control-Allow-Origin", origin)
		c.Set("Access-Control-Allow-Credentials", "true")
	}
	return c.Next()
}
