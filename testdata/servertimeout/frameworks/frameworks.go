// Package frameworks holds servers that frameworks start.
package frameworks

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func badGin() error {
	r := gin.Default()
	return r.Run(":8080") // want servertimeout/read "Engine..Run starts a server"
}

func okGin() error {
	r := gin.Default()
	srv := &http.Server{Addr: ":8080", Handler: r, ReadHeaderTimeout: 5 * time.Second}
	return srv.ListenAndServe()
}

func okGinLocal() error {
	return gin.New().Run("localhost:8080")
}

func okEcho() error {
	e := echo.New()
	e.Server.ReadTimeout = 10 * time.Second
	return e.Start(":8080")
}

func badFiber() *fiber.App {
	return fiber.New() // want servertimeout/read
}

func badFiberConfig() *fiber.App {
	return fiber.New(fiber.Config{AppName: "app"}) // want servertimeout/read
}

func okFiber() *fiber.App {
	return fiber.New(fiber.Config{ReadTimeout: 10 * time.Second})
}
