// Package frameworks holds servers that frameworks start.
package frameworks

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/kataras/iris/v12"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
	"golang.org/x/net/http2"
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

func badEcho() error {
	e := echo.New()
	return e.StartH2CServer(":8080", &http2.Server{}) // want servertimeout/read
}

func badFasthttp(h fasthttp.RequestHandler) error {
	return fasthttp.ListenAndServe(":8080", h) // want servertimeout/read
}

func badFasthttpServer(h fasthttp.RequestHandler) error {
	s := &fasthttp.Server{Handler: h} // want servertimeout/read
	return s.ListenAndServe(":8080")
}

func okFasthttp(h fasthttp.RequestHandler) error {
	s := &fasthttp.Server{Handler: h, ReadTimeout: 10 * time.Second}
	return s.ListenAndServe(":8080")
}

func okFasthttpLocal(h fasthttp.RequestHandler) error {
	return (&fasthttp.Server{Handler: h}).ListenAndServe("127.0.0.1:8080")
}

func badIris() error {
	return iris.New().Listen(":8080") // want servertimeout/read
}

func okIris() error {
	return iris.New().Listen(":8080", iris.WithTimeout(10*time.Second))
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
