// Command fiberorder attaches authentication after the routes.
package main

import "github.com/gofiber/fiber/v2"

var tokens = map[string]bool{}

func requireToken(c *fiber.Ctx) error {
	if !tokens[c.Get("Authorization")] {
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	return c.Next()
}

func work(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusNoContent) }

func main() {
	app := fiber.New()
	app.Get("/health", work)
	app.Post("/jobs", work)
	app.Delete("/jobs/:id", work)
	app.Use(requireToken) // want noauth/order "fiberorder.requireToken is attached after all routes, and covers none: POST /jobs and 1 more have no authentication"
	app.Listen(":8080")
}
