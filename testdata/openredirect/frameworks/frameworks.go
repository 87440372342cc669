// Package frameworks redirects with the functions of frameworks.
package frameworks

import (
	"context"
	"net/http"
	"strings"

	beego1 "github.com/astaxie/beego"
	"github.com/beego/beego/v2/server/web"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/flamego/flamego"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/gogf/gf/v2/net/ghttp"
	"github.com/kataras/iris/v12"
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
	"github.com/valyala/fasthttp"
	"gopkg.in/macaron.v1"
)

// Gin registers routes.
func Gin(r *gin.Engine) {
	r.GET("/bad/1", badGin)
	r.GET("/bad/2", badGinBound)
	r.GET("/low/1", lowGinHeader)
	r.GET("/ok/1", okGin)
	r.GET("/ok/2", okGinChecked)
}

func badGin(c *gin.Context) {
	c.Redirect(http.StatusFound, c.Query("next")) // want openredirect/target "user-controlled value \(\(\*gin.Context\).Query\) is the redirect target passed to \(\*gin.Context\).Redirect"
}

type login struct {
	Next string `form:"next"`
}

func badGinBound(c *gin.Context) {
	var in login
	if err := c.ShouldBind(&in); err != nil {
		return
	}
	c.Redirect(http.StatusFound, in.Next) // want openredirect/target
}

func lowGinHeader(c *gin.Context) {
	c.Redirect(http.StatusFound, c.GetHeader("Referer")) // want:low openredirect/target
}

func okGin(c *gin.Context) {
	c.Redirect(http.StatusFound, "/users/"+c.Param("id"))
}

func okGinChecked(c *gin.Context) {
	next := c.DefaultQuery("next", "/")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, `/\`) {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.Redirect(http.StatusFound, next)
}

// Echo registers routes.
func Echo(e *echo.Echo, e5 *echo5.Echo) {
	e.GET("/bad/1", badEcho)
	e.GET("/bad/2", badEchoForm)
	e.GET("/low/1", lowEchoReferer)
	e.GET("/ok/1", okEcho)
	e5.GET("/bad/1", badEcho5)
}

func badEcho(c echo.Context) error {
	return c.Redirect(http.StatusFound, c.QueryParam("return_to")) // want openredirect/target
}

func badEchoForm(c echo.Context) error {
	return c.Redirect(http.StatusSeeOther, "/"+c.FormValue("page")) // want openredirect/target "follows the first slash"
}

func lowEchoReferer(c echo.Context) error {
	return c.Redirect(http.StatusFound, c.Request().Referer()) // want:low openredirect/target
}

func okEcho(c echo.Context) error {
	return c.Redirect(http.StatusFound, "/search?q="+c.QueryParam("q"))
}

func badEcho5(c *echo5.Context) error {
	return c.Redirect(http.StatusFound, c.QueryParam("return_to")) // want openredirect/target
}

// Fiber registers routes.
func Fiber(a *fiber.App, a3 *fiber3.App) {
	a.Get("/bad/1", badFiber)
	a.Get("/low/1", lowFiber)
	a.Get("/ok/1", okFiber)
	a3.Get("/bad/1", badFiber3)
	a3.Get("/ok/1", okFiber3)
}

func badFiber(c *fiber.Ctx) error {
	return c.Redirect(c.Query("url")) // want openredirect/target
}

func lowFiber(c *fiber.Ctx) error {
	return c.Redirect(c.Get("Referer")) // want:low openredirect/target
}

func okFiber(c *fiber.Ctx) error {
	return c.Redirect("/items/" + c.Params("id"))
}

func badFiber3(c fiber3.Ctx) error {
	return c.Redirect().To(c.Query("url")) // want openredirect/target
}

func okFiber3(c fiber3.Ctx) error {
	return c.Redirect().To("/items?sort=" + c.Query("sort"))
}

// Others are handlers of further frameworks.
func Others(i *iris.Application, g *ghttp.Server, m *macaron.Macaron, f *flamego.Flame) {
	i.Get("/bad", badIris)
	g.BindHandler("/bad", badGF)
	m.Get("/bad", badMacaron)
	f.Get("/bad", badFlamego)
}

func badIris(ctx iris.Context) {
	ctx.Redirect(ctx.URLParam("next")) // want openredirect/target
}

func badGF(r *ghttp.Request) {
	r.Response.RedirectTo(r.GetQuery("next").String()) // want openredirect/target
}

func badMacaron(ctx *macaron.Context) {
	ctx.Redirect(ctx.Query("next")) // want openredirect/target
}

func badFlamego(c flamego.Context) {
	c.Redirect(c.Query("next")) // want openredirect/target
}

// Hertz is a handler.
func Hertz(_ context.Context, c *app.RequestContext) {
	c.Redirect(http.StatusFound, []byte(c.Query("next"))) // want openredirect/target
}

// Fast is a handler.
func Fast(ctx *fasthttp.RequestCtx) {
	ctx.Redirect(string(ctx.QueryArgs().Peek("next")), fasthttp.StatusFound) // want openredirect/target
}

// Pages is a controller.
type Pages struct{ web.Controller }

// Get redirects.
func (c *Pages) Get() {
	c.Redirect(c.GetString("next"), http.StatusFound) // want openredirect/target
}

// OldPages is a controller.
type OldPages struct{ beego1.Controller }

// Get redirects.
func (c *OldPages) Get() {
	c.Redirect(c.GetString("next"), http.StatusFound) // want openredirect/target
}
