// Package frameworks pins the sources of routers.
package frameworks

import (
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/gorilla/mux"
	"github.com/julienschmidt/httprouter"
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
)

var db *sql.DB

type params struct {
	Sort string `form:"sort" json:"sort" query:"sort"`
	Kind string `form:"kind" json:"kind" query:"kind" binding:"oneof=a b" validate:"oneof=a b"`
	Page int    `form:"page" json:"page" query:"page"`
}

func badGinQuery(c *gin.Context) {
	_, _ = db.Query("SELECT id FROM t ORDER BY " + c.Query("sort")) // want sqlbuild/injected
}

func badGinBind(c *gin.Context) {
	var p params
	if err := c.ShouldBindQuery(&p); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM t ORDER BY " + p.Sort) // want sqlbuild/injected
}

func okGinTag(c *gin.Context) {
	var p params
	if err := c.ShouldBindJSON(&p); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM t_" + p.Kind)
}

func badGinKept(c *gin.Context) {
	c.Set("tenant", c.GetHeader("X-Tenant"))
	_, _ = db.Query("SELECT id FROM t_" + c.GetString("tenant")) // want sqlbuild/injected
}

func badGinRequest(c *gin.Context) {
	_, _ = db.Query("SELECT id FROM t WHERE a = '" + c.Request.URL.Query().Get("a") + "'") // want sqlbuild/injected
}

func badEcho(c echo.Context) error {
	var p params
	if err := c.Bind(&p); err != nil {
		return err
	}
	_, err := db.Query("SELECT id FROM t ORDER BY " + p.Sort) // want sqlbuild/injected
	return err
}

func badEchoParam(c echo.Context) error {
	_, err := db.Query("SELECT id FROM t WHERE id = " + c.Param("id")) // want sqlbuild/injected
	return err
}

func badEcho5(c *echo5.Context) error {
	_, err := db.Query("SELECT id FROM t WHERE id = " + c.QueryParam("id")) // want sqlbuild/injected
	return err
}

func badFiber(c *fiber.Ctx) error {
	var p params
	if err := c.BodyParser(&p); err != nil {
		return err
	}
	_, err := db.Query("SELECT id FROM t WHERE id = '" + c.Params("id") + "' ORDER BY " + p.Sort) // want sqlbuild/injected
	return err
}

func badFiber3(c fiber3.Ctx) error {
	var p params
	if err := c.Bind().Body(&p); err != nil {
		return err
	}
	_, err := db.Query("SELECT id FROM t ORDER BY " + p.Sort) // want sqlbuild/injected
	return err
}

func badChi(w http.ResponseWriter, r *http.Request) {
	_, _ = db.Query("SELECT id FROM t WHERE id = " + chi.URLParam(r, "id")) // want sqlbuild/injected
}

func badMux(w http.ResponseWriter, r *http.Request) {
	vars := mux.Vars(r)
	_, _ = db.Query("SELECT id FROM t WHERE id = " + vars["id"]) // want sqlbuild/injected
}

func badHTTPRouter(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
	_, _ = db.Query("SELECT id FROM t WHERE id = " + ps.ByName("id")) // want sqlbuild/injected
}

func okClientRequest() {
	req, err := http.NewRequest(http.MethodGet, "http://localhost/", nil)
	if err != nil {
		return
	}
	req.Header.Set("X-Table", "t")
	_, _ = db.Query("SELECT id FROM " + req.Header.Get("X-Table"))
}
