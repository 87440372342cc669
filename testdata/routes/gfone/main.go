// Command gfone registers routes on the first major of github.com/gogf/gf.
package main

import (
	"github.com/gogf/gf/frame/g"
	"github.com/gogf/gf/net/ghttp"
)

func main() {
	s := g.Server()
	s.BindHandler("/hello", open) // route: * /hello gfone.open [] auth=no
	s.Group("/api", func(group *ghttp.RouterGroup) {
		group.GET("/early", open) // route: GET /api/early gfone.open [] auth=no
		group.Middleware(authenticate)
		group.POST("/save", open) // route: POST /api/save gfone.open [gfone.authenticate] auth=yes
	})
	s.Run()
}

func authenticate(r *ghttp.Request) {
	if r.GetHeader("Authorization") != "Bearer x" {
		r.Response.WriteStatus(401)
		return
	}
	r.Middleware.Next()
}

func open(r *ghttp.Request) { r.Response.Write("hello") }
