// Command beegoone registers routes on github.com/astaxie/beego.
package main

import (
	"net/http"

	"github.com/astaxie/beego"
	"github.com/astaxie/beego/context"
)

// NotesController has its routes in comments, of which a tool makes router.go.
type NotesController struct{ beego.Controller }

// List answers.
// @router / [get]
func (c *NotesController) List() { c.ServeJSON() }

// Save answers.
// @router /:id [put]
func (c *NotesController) Save() { c.ServeJSON() }

// UsersController authenticates before its handlers.
type UsersController struct{ beego.Controller }

// Prepare turns away who is not known.
func (c *UsersController) Prepare() {
	if tokens[c.Ctx.Input.Header("Authorization")] == "" {
		c.CustomAbort(http.StatusUnauthorized, "who are you?")
	}
}

// Get answers.
func (c *UsersController) Get() { c.ServeJSON() }

// Post answers.
func (c *UsersController) Post() { c.ServeJSON() }

var tokens map[string]string

func check(ctx *context.Context) {
	if tokens[ctx.Input.Header("Authorization")] == "" {
		ctx.Abort(http.StatusUnauthorized, "who are you?")
	}
}

func main() {
	beego.Router("/users", &UsersController{}) // route: GET /users (*beegoone.UsersController).Get [(*beegoone.UsersController).Prepare] auth=yes | POST /users (*beegoone.UsersController).Post [(*beegoone.UsersController).Prepare] auth=yes
	beego.AddNamespace(beego.NewNamespace("/v1",
		beego.NSBefore(check),
		beego.NSNamespace("/notes",
			beego.NSInclude(&NotesController{}), // route: GET /v1/notes/ (*beegoone.NotesController).List [beegoone.check] auth=yes | PUT /v1/notes/:id (*beegoone.NotesController).Save [beegoone.check] auth=yes
		),
	))
	beego.Get("/health", func(ctx *context.Context) { _ = ctx.Output.Body([]byte("up")) }) // route: GET /health beegoone.main.func1 [] auth=no
	beego.Run()
}
