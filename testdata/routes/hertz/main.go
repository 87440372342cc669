// Command hertz registers routes on github.com/cloudwego/hertz.
package main

import (
	"context"
	"net/http"
	"os"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/middlewares/server/recovery"
	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/cloudwego/hertz/pkg/route"
)

func main() {
	h := server.Default(server.WithHostPorts(":8080"))
	h.GET("/early", list) // route: GET /early hertz.list [server.Default] auth=no
	h.Use(recovery.Recovery(), logs)
	register(h)
	api := h.Group("/api", logs)
	late := api.Group("/late")
	api.Use(authenticate)
	late.GET("/x", list)                 // route: GET /api/late/x hertz.list [server.Default recovery.Recovery hertz.logs hertz.logs] auth=no
	api.POST("/notes", save)             // route: POST /api/notes hertz.save [server.Default recovery.Recovery hertz.logs hertz.logs hertz.authenticate] auth=yes
	api.Any("/any", list)                // route: * /api/any hertz.list [server.Default recovery.Recovery hertz.logs hertz.logs hertz.authenticate]
	api.Handle("PATCH", "/notes/", save) // route: PATCH /api/notes/ hertz.save [server.Default recovery.Recovery hertz.logs hertz.logs hertz.authenticate]
	if os.Getenv("ADMIN") != "" {
		h.Use(authenticate)
	}
	h.DELETE("/admin", save)         // route: DELETE /admin hertz.save [server.Default recovery.Recovery hertz.logs hertz.authenticate?] auth=conditional
	h.StaticFS("/static", &app.FS{}) // route: GET /static/* (*route.RouterGroup).StaticFS [server.Default recovery.Recovery hertz.logs hertz.authenticate?] | HEAD /static/* (*route.RouterGroup).StaticFS [server.Default recovery.Recovery hertz.logs hertz.authenticate?]
	h.Spin()
}

// register is of the shape that the code generator of hertz writes.
func register(r *server.Hertz) {
	root := r.Group("/", rootMw()...)
	{
		v1 := root.Group("/v1", v1Mw()...)
		v1.GET("/users", append(usersMw(), list)...) // route: GET /v1/users hertz.list [server.Default recovery.Recovery hertz.logs hertz.authenticate] auth=yes
		public(v1)
	}
}

func rootMw() []app.HandlerFunc { return nil }

func v1Mw() []app.HandlerFunc { return []app.HandlerFunc{authenticate} }

func usersMw() []app.HandlerFunc { return nil }

func public(r route.IRoutes) {
	r.PUT("/users/:id", save) // route: PUT /v1/users/:id hertz.save [server.Default recovery.Recovery hertz.logs hertz.authenticate] auth=yes
}

func logs(ctx context.Context, c *app.RequestContext) { c.Next(ctx) }

// authenticate turns away who is not known.
func authenticate(ctx context.Context, c *app.RequestContext) {
	user, ok := users[string(c.GetHeader("Authorization"))]
	if !ok {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("user", user)
	c.Next(ctx)
}

var users map[string]string

func list(_ context.Context, c *app.RequestContext) { c.JSON(http.StatusOK, nil) }

func save(_ context.Context, c *app.RequestContext) { c.Status(http.StatusNoContent) }
