// Command fastrouter registers routes on github.com/fasthttp/router.
package main

import (
	"github.com/fasthttp/router"
	"github.com/valyala/fasthttp"
)

var tokens map[string]string

func auth(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		if tokens[string(ctx.Request.Header.Peek("Authorization"))] == "" {
			ctx.Error("who are you?", fasthttp.StatusUnauthorized)
			return
		}
		next(ctx)
	}
}

func counted(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		requests++
		next(ctx)
	}
}

var requests int

func answer(*fasthttp.RequestCtx) {}

func main() {
	r := router.New()
	r.GET("/health", answer) // route: GET /health fastrouter.answer [fastrouter.counted] auth=no
	api := r.Group("/api")
	api.POST("/notes/{id}", auth(answer))                    // route: POST /api/notes/{id} fastrouter.answer [fastrouter.counted fastrouter.auth] auth=yes
	api.Handle(fasthttp.MethodDelete, "/notes/{id}", answer) // route: DELETE /api/notes/{id} fastrouter.answer [fastrouter.counted] auth=no
	r.ANY("/echo", answer)                                   // route: * /echo fastrouter.answer [fastrouter.counted] auth=no
	_ = fasthttp.ListenAndServe(":8080", counted(r.Handler))
}
