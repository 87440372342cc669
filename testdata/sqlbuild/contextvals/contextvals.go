// Package contextvals pins values that travel in a context, by their keys.
package contextvals

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

var db *sql.DB

type contextKey int

const (
	tenantKey contextKey = iota
	schemaKey
	userKey
)

type user struct {
	id   int64
	name string
	role string
}

// Middleware fills the context.
func Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), tenantKey, r.Header.Get("X-Tenant"))
		ctx = context.WithValue(ctx, schemaKey, "public")
		ctx = withUser(ctx, &user{id: 7, name: r.Header.Get("X-User"), role: "guest"})
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func withUser(ctx context.Context, u *user) context.Context {
	return context.WithValue(ctx, userKey, u)
}

func userFrom(ctx context.Context) (*user, bool) {
	u, ok := ctx.Value(userKey).(*user)
	return u, ok
}

func tenantFrom(ctx context.Context) string {
	t, _ := ctx.Value(tenantKey).(string)
	return t
}

func badTenant(ctx context.Context) {
	_, _ = db.QueryContext(ctx, "SELECT id FROM "+tenantFrom(ctx)+".users") // want sqlbuild/injected
}

func okSchema(ctx context.Context) {
	if schema, ok := ctx.Value(schemaKey).(string); ok {
		_, _ = db.QueryContext(ctx, "SELECT id FROM "+schema+".users")
	}
}

func badUserName(ctx context.Context) {
	u, ok := userFrom(ctx)
	if !ok {
		return
	}
	_, _ = db.QueryContext(ctx, "SELECT id FROM posts WHERE author = '"+u.name+"'") // want sqlbuild/injected
}

func okUserRole(ctx context.Context) {
	if u, ok := userFrom(ctx); ok {
		_, _ = db.QueryContext(ctx, "SELECT id FROM "+u.role+"_posts WHERE author_id = ?", u.id)
	}
}

func badDetached(r *http.Request) {
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), sortKey{}, r.FormValue("sort")))
	defer cancel()
	sorted(context.WithoutCancel(ctx))
}

type sortKey struct{}

func sorted(ctx context.Context) {
	if by, ok := ctx.Value(sortKey{}).(string); ok {
		_, _ = db.QueryContext(ctx, "SELECT id FROM users ORDER BY "+by) // want sqlbuild/injected
	}
}

func okContextItself(r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 0)
	defer cancel()
	_, _ = db.QueryContext(ctx, "SELECT id FROM users")
}

// GinTenant is a middleware.
func GinTenant(c *gin.Context) {
	c.Set("tenant", c.Param("tenant"))
	c.Set("region", "eu")
	c.Next()
}

func badGinMustGet(c *gin.Context) {
	_, _ = db.Query("SELECT id FROM t_" + c.MustGet("tenant").(string)) // want sqlbuild/injected
}

func badGinGet(c *gin.Context) {
	if v, ok := c.Get("tenant"); ok {
		_, _ = db.Query("SELECT id FROM t_" + v.(string)) // want sqlbuild/injected
	}
}

func okGinConstant(c *gin.Context) {
	_, _ = db.Query("SELECT id FROM t_" + c.GetString("region"))
}

// EchoTenant is a middleware.
func EchoTenant(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set("echoTenant", c.Request().Header.Get("X-Tenant"))
		c.Set("echoRegion", "eu")
		return next(c)
	}
}

func badEchoGet(c echo.Context) error {
	tenant, _ := c.Get("echoTenant").(string)
	_, err := db.Query("SELECT id FROM t_" + tenant) // want sqlbuild/injected
	return err
}

func okEchoGet(c echo.Context) error {
	_, err := db.Query("SELECT id FROM t_" + c.Get("echoRegion").(string))
	return err
}

// FiberTenant is a middleware.
func FiberTenant(c *fiber.Ctx) error {
	c.Locals("fiberTenant", c.Get("X-Tenant"))
	c.Locals("fiberRegion", "eu")
	return c.Next()
}

func badFiberLocals(c *fiber.Ctx) error {
	_, err := db.Query("SELECT id FROM t_" + c.Locals("fiberTenant").(string)) // want sqlbuild/injected
	return err
}

func okFiberLocals(c *fiber.Ctx) error {
	_, err := db.Query("SELECT id FROM t_" + c.Locals("fiberRegion").(string))
	return err
}
