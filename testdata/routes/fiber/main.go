// Command fiber registers routes on github.com/gofiber/fiber/v2. A comment behind a registration says what the table has for
// it.
package main

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/limiter"
)

func main() {
	app := fiber.New()
	app.Get("/early", list) // route: GET /early fiber.list [] auth=no
	app.Use(logs)
	app.Use("/admin", requireKey)
	app.Get("/admin/stats", list) // route: GET /admin/stats fiber.list [fiber.logs fiber.requireKey] auth=yes
	app.Get("/notes", list)       // route: GET /notes fiber.list [fiber.logs] auth=no

	api := app.Group("/api", limiter.New())
	api.Get("/a", list) // route: GET /api/a fiber.list [fiber.logs limiter.New] auth=no
	api.Use(requireKey)
	api.Get("/b", requireKey, list) // route: GET /api/b fiber.list [fiber.logs limiter.New fiber.requireKey fiber.requireKey] auth=yes
	app.Post("/api/c", list)        // route: POST /api/c fiber.list [fiber.logs limiter.New fiber.requireKey] auth=yes
	api.Route("/deep", func(r fiber.Router) {
		r.Get("/x", list) // route: GET /api/deep/x fiber.list [fiber.logs limiter.New fiber.requireKey] auth=yes
	})

	sub := fiber.New()
	sub.Get("/y", list) // route: GET /sub/y fiber.list [fiber.logs] auth=no
	app.Mount("/sub", sub)
	_ = app.Listen(":8080")
}

func logs(c *fiber.Ctx) error { return c.Next() }

func requireKey(c *fiber.Ctx) error {
	if c.Get("X-API-Key") != key {
		return fiber.ErrUnauthorized
	}
	return c.Next()
}

var key string

func list(c *fiber.Ctx) error { return c.SendString("[]") }
