// Command gf registers routes on github.com/gogf/gf/v2.
package main

import (
	"context"
	"net/http"

	"github.com/gogf/gf/v2/frame/g"
	"github.com/gogf/gf/v2/net/ghttp"
)

func main() {
	s := g.Server()
	s.BindHandler("/hello", hello)    // route: * /hello gf.hello [gf.logs] auth=no
	s.BindHandler("GET:/early", open) // route: GET /early gf.open [gf.logs] auth=no
	s.Use(logs)
	s.BindMiddleware("/admin/*", authenticate)
	s.BindHandler("/admin/x", open) // route: * /admin/x gf.open [gf.logs gf.authenticate] auth=yes
	s.Group("/api", func(group *ghttp.RouterGroup) {
		group.GET("/early", open) // route: GET /api/early gf.open [gf.logs] auth=no
		group.Middleware(ghttp.MiddlewareCORS)
		group.Bind(newNotes(), ping) // route: POST /api/notes (*gf.notes).Save [gf.logs ghttp.MiddlewareCORS] auth=no cors=yes | * /api/list-all (*gf.notes).ListAll [gf.logs ghttp.MiddlewareCORS] | GET /api/ping gf.ping [gf.logs ghttp.MiddlewareCORS]
		group.Group("/user", func(group *ghttp.RouterGroup) {
			group.Middleware(authenticate)
			group.POST("/save", open)                    // route: POST /api/user/save gf.open [gf.logs ghttp.MiddlewareCORS gf.authenticate] auth=yes
			group.ALLMap(g.Map{"/map": open})            // route: * /api/user/map gf.open [gf.logs ghttp.MiddlewareCORS gf.authenticate] auth=yes
			group.GET("/one", new(notes), "ListAll")     // route: GET /api/user/one (*gf.notes).ListAll [gf.logs ghttp.MiddlewareCORS gf.authenticate] auth=yes
			group.ALL("/objects", new(notes), "ListAll") // route: * /api/user/objects (*gf.notes).ListAll [gf.logs ghttp.MiddlewareCORS gf.authenticate] auth=yes
		})
	})
	s.Group("/exit").Middleware(refuse).GET("/x", open) // route: GET /exit/x gf.open [gf.logs gf.refuse] auth=yes
	s.BindObjectRest("/rest", new(rest))                // route: GET /rest (*gf.rest).Get [gf.logs] auth=no
	s.Run()
}

// INotes is what answers for notes.
type INotes interface {
	Save(ctx context.Context, req *SaveReq) (*SaveRes, error)
}

func newNotes() INotes { return &notes{} }

type notes struct{}

// SaveReq is the message of Save.
type SaveReq struct {
	g.Meta `path:"/notes" method:"post"`
	Text   string
}

// SaveRes is the answer of Save.
type SaveRes struct{}

// Save keeps a note.
func (*notes) Save(context.Context, *SaveReq) (*SaveRes, error) { return nil, nil }

// ListAll lists notes.
func (*notes) ListAll(r *ghttp.Request) { r.Response.Write("notes") }

// PingReq is the message of ping.
type PingReq struct {
	g.Meta `path:"/ping" method:"get"`
}

func ping(context.Context, *PingReq) (*SaveRes, error) { return nil, nil }

type rest struct{}

// Get answers.
func (*rest) Get(r *ghttp.Request) { r.Response.Write("rest") }

func hello(r *ghttp.Request) { r.Response.Write("hello") }

func open(r *ghttp.Request) { r.Response.Write("open") }

func logs(r *ghttp.Request) { r.Middleware.Next() }

// authenticate turns away who is not known.
func authenticate(r *ghttp.Request) {
	if tokens[r.GetHeader("Authorization")] == "" {
		r.Response.WriteStatus(http.StatusForbidden)
		return
	}
	r.Middleware.Next()
}

// refuse turns away who is not known, by leaving the chain.
func refuse(r *ghttp.Request) {
	if user, _ := r.Session.Get("user"); user.IsNil() {
		r.Response.WriteStatusExit(http.StatusUnauthorized)
	}
	r.Middleware.Next()
}

var tokens map[string]string
