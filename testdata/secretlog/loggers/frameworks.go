package loggers

import (
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiberlog "github.com/gofiber/fiber/v2/log"
	fiber3log "github.com/gofiber/fiber/v3/log"
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
	gommon "github.com/labstack/gommon/log"
)

func badGin(c *gin.Context) {
	password := c.PostForm("p")
	c.Error(errBad{password})
	gin.DefaultWriter.Write([]byte(password)) // want secretlog/credential
}

type errBad struct{ with string }

func (e errBad) Error() string { return "bad " + e.with } // want secretlog/error "password is written to the log by ..gin.Context..Error"

func badEcho(c echo.Context) error {
	password := c.FormValue("p")
	c.Logger().Infof("login %s", password)        // want secretlog/credential
	c.Echo().Logger.Error("login ", password)     // want secretlog/credential
	c.Logger().Debugj(gommon.JSON{"p": password}) // want secretlog/credential
	gommon.Warnf("login %s", password)            // want secretlog/credential
	return nil
}

func badEcho5(c *echo5.Context) error {
	password := c.FormValue("p")
	c.Logger().Info("login", "p", password) // want secretlog/credential
	return nil
}

func badFiber(c *fiber.Ctx) error {
	password := c.FormValue("p")
	fiberlog.Infof("login %s", password)                        // want secretlog/credential
	fiberlog.Infow("login", "p", password)                      // want secretlog/credential
	fiberlog.WithContext(c.Context()).Error("login ", password) // want secretlog/credential
	fiber3log.Warn("login ", password)                          // want secretlog/credential
	return nil
}

func okFrameworks(c echo.Context, f *fiber.Ctx) {
	c.Logger().Infof("password has %d bytes", len(c.FormValue("password")))
	fiberlog.Infow("password", "set", f.FormValue("password") != "")
}
