// Package allowlists has middleware that leaves some paths out: what it does for a route is told by the route's own path.
package main

import (
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/beego/beego/v2/server/web"
	"github.com/beego/beego/v2/server/web/context"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", answer)        // route: POST /login allowlists.answer [allowlists.byList] auth=no
	mux.HandleFunc("GET /static/{file}", answer) // route: GET /static/{file} allowlists.answer [allowlists.byList] auth=no
	mux.HandleFunc("GET /notes", answer)         // route: GET /notes allowlists.answer [allowlists.byList] auth=yes
	mux.HandleFunc("GET /{page}", answer)        // route: GET /{page} allowlists.answer [allowlists.byList] auth=conditional
	mux.HandleFunc("GET /feed", answer)          // route: GET /feed allowlists.answer [allowlists.byList] auth=no
	mux.HandleFunc("PUT /feed", answer)          // route: PUT /feed allowlists.answer [allowlists.byList] auth=yes
	go func() { _ = http.ListenAndServe(":8080", byList(mux)) }()

	r := gin.New()
	r.Use(byHelper([]string{"/open", "/docs/"}))
	r.GET("/open", page)       // route: GET /open allowlists.page [allowlists.byHelper] auth=no
	r.GET("/docs/:name", page) // route: GET /docs/:name allowlists.page [allowlists.byHelper] auth=no
	r.GET("/users/:id", page)  // route: GET /users/:id allowlists.page [allowlists.byHelper] auth=yes
	r.GET("/about/us", page)   // route: GET /about/us allowlists.page [allowlists.byHelper] auth=no
	go func() { _ = r.Run() }()

	e := echo.New()
	e.Use(middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Skipper: skipped, Validator: valid}))
	e.GET("/ready", ok)  // route: GET /ready allowlists.ok [middleware.KeyAuthWithConfig] auth=no
	e.GET("/orders", ok) // route: GET /orders allowlists.ok [middleware.KeyAuthWithConfig] auth=yes
	go func() { _ = e.Start(":8081") }()

	f := fiber.New()
	f.Use(byPath)
	f.Get("/open/:name", okay) // route: GET /open/:name allowlists.okay [allowlists.byPath] auth=no
	f.Get("/bills", okay)      // route: GET /bills allowlists.okay [allowlists.byPath] auth=yes
	go func() { _ = f.Listen(":8082") }()

	web.InsertFilter("*", web.BeforeRouter, byURL)
	web.Get("/hooks/mail", hook) // route: GET /hooks/mail allowlists.hook [allowlists.byURL] auth=no
	web.Get("/bins", hook)       // route: GET /bins allowlists.hook [allowlists.byURL] auth=yes
	web.Run()
}

func answer(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte("ok")) }
func page(c *gin.Context)                           { c.String(http.StatusOK, "ok") }
func okay(c *fiber.Ctx) error                       { return c.SendString("ok") }
func hook(ctx *context.Context)                     { ctx.WriteString("ok") }
func ok(c echo.Context) error                       { return c.String(http.StatusOK, "ok") }

var public = []string{"/login", "/logout"}

func byList(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(public, r.URL.Path) || strings.HasPrefix(r.URL.Path, "/static/") || r.Method == http.MethodGet && r.URL.Path == "/feed" {
			next.ServeHTTP(w, r)
			return
		}
		if r.Header.Get("Authorization") != "Bearer "+os.Getenv("KEY") {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func byHelper(open []string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if isOpen(open, c.Request.URL.Path) {
			c.Next()
			return
		}
		switch c.FullPath() {
		case "/about/us", "/about/them":
			return
		}
		if c.GetHeader("Authorization") != "Bearer "+os.Getenv("KEY") {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Next()
	}
}

func byPath(c *fiber.Ctx) error {
	if strings.HasPrefix(strings.ToLower(c.Path()), "/open/") {
		return c.Next()
	}
	if c.Get("Authorization") != "Bearer "+os.Getenv("KEY") {
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	return c.Next()
}

// place is what a request is for: all hooks are one.
func place(ctx *context.Context) string {
	if strings.HasPrefix(ctx.Input.URL(), "/hooks/") {
		return "/hooks"
	}
	return ctx.Input.URL()
}

func byURL(ctx *context.Context) {
	if place(ctx) == "/hooks" {
		return
	}
	if ctx.Input.Header("Authorization") != "Bearer "+os.Getenv("KEY") {
		ctx.Abort(http.StatusUnauthorized, "who are you?")
	}
}

func isOpen(open []string, path string) bool {
	for _, p := range open {
		if path == p || strings.HasSuffix(p, "/") && strings.HasPrefix(path, p) {
			return true
		}
	}
	return false
}

func skipped(c echo.Context) bool { return c.Path() == "/ready" }

func valid(key string, c echo.Context) (bool, error) { return key == os.Getenv("KEY"), nil }
