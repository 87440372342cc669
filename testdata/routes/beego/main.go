// Command beego registers routes on github.com/beego/beego.
package main

import (
	"net/http"
	"os"

	"github.com/beego/beego/v2/server/web"
	"github.com/beego/beego/v2/server/web/context"
)

type notesController struct{ web.Controller }

// List answers.
func (c *notesController) List() { c.Data["json"] = "notes"; _ = c.ServeJSON() }

// Save answers.
func (c *notesController) Save() { _ = c.ServeJSON() }

// baseController authenticates before all handlers of the controllers that embed it.
type baseController struct {
	web.Controller
	user string
}

// Prepare turns away who is not known.
func (c *baseController) Prepare() {
	user := tokens[c.Ctx.Input.Header("Authorization")]
	if user == "" {
		c.CustomAbort(http.StatusUnauthorized, "who are you?")
	}
	c.user = user
}

type usersController struct{ baseController }

// Get answers.
func (c *usersController) Get() { _ = c.ServeJSON() }

// fieldController keeps who asks in a field.
type fieldController struct {
	web.Controller
	user, note string
}

// Prepare keeps who asks, and what for.
func (c *fieldController) Prepare() {
	c.user, _ = c.GetSession("user").(string)
	c.note = c.GetString("note")
}

// Save asks who is there.
func (c *fieldController) Save() {
	if c.user == "" {
		c.CustomAbort(http.StatusUnauthorized, "who are you?")
	}
	_ = c.ServeJSON()
}

// Remove asks in another function.
func (c *fieldController) Remove() {
	if !c.known() {
		return
	}
	_ = c.ServeJSON()
}

func (c *fieldController) known() bool {
	if c.user == "" {
		c.fail("please log in")
		return false
	}
	return true
}

func (c *fieldController) fail(message string) {
	c.Data["json"] = map[string]string{"error": message}
	_ = c.ServeJSON()
}

// List asks for what is looked for.
func (c *fieldController) List() {
	if c.note == "" {
		c.CustomAbort(http.StatusForbidden, "no note")
	}
	_ = c.ServeJSON()
}

// Delete answers.
func (c *usersController) Delete() { _ = c.ServeJSON() }

type AdminController struct{ baseController }

// Stats answers.
func (c *AdminController) Stats() { _ = c.ServeJSON() }

// checkedController answers with status 200 those who are not known, which stops the chain.
type checkedController struct{ web.Controller }

// Prepare asks for a session.
func (c *checkedController) Prepare() {
	if c.GetSession("user") == nil {
		c.Data["json"] = map[string]any{"code": 401}
		_ = c.ServeJSON()
	}
}

// Get answers.
func (c *checkedController) Get() { _ = c.ServeJSON() }

func main() {
	if os.Getenv("EXPORT") != "" {
		return
	}
	web.Router("/field", &fieldController{}, "get:List;post:Save;delete:Remove") // route: GET /field (*beego.fieldController).List [(*beego.fieldController).Prepare] auth=no | POST /field (*beego.fieldController).Save [(*beego.fieldController).Prepare] auth=yes | DELETE /field (*beego.fieldController).Remove [(*beego.fieldController).Prepare] auth=yes
	web.InsertFilter("/answered/*", web.BeforeRouter, answers)
	web.InsertFilter("/opened/*", web.BeforeRouter, greets)
	web.Get("/answered/notes", health)                                 // route: GET /answered/notes beego.health [beego.answers] auth=yes
	web.Get("/opened/notes", health)                                   // route: GET /opened/notes beego.health [beego.greets] auth=optional
	web.Router("/checked", &checkedController{})                       // route: GET /checked (*beego.checkedController).Get [(*beego.checkedController).Prepare] auth=yes
	web.Router("/notes", &notesController{}, "get:List;post,put:Save") // route: GET /notes (*beego.notesController).List [] auth=no | POST /notes (*beego.notesController).Save [] auth=no | PUT /notes (*beego.notesController).Save []
	web.Router("/api/notes", &notesController{}, "*:Save")             // route: * /api/notes (*beego.notesController).Save [beego.check] auth=yes
	web.Router("/users/:id", &usersController{})                       // route: GET /users/:id (*beego.usersController).Get [(*beego.baseController).Prepare] auth=yes | DELETE /users/:id (*beego.usersController).Delete [(*beego.baseController).Prepare] auth=yes
	web.AutoRouter(&AdminController{})                                 // route: * /admin/stats (*beego.AdminController).Stats [(*beego.baseController).Prepare] auth=yes
	web.Get("/health", health)                                         // route: GET /health beego.health [] auth=no
	web.InsertFilter("/api/*", web.BeforeRouter, check)
	ns := web.NewNamespace("/v1",
		web.NSBefore(check),
		web.NSRouter("/notes", &notesController{}, "get:List"), // route: GET /v1/notes (*beego.notesController).List [beego.check] auth=yes
		web.NSNamespace("/books",
			web.NSInclude(&BooksController{}), // route: GET /v1/books/:id (*beego.BooksController).Read [beego.check] auth=yes | POST /v1/books/ (*beego.BooksController).Lend [beego.check] | PUT /v1/books/ (*beego.BooksController).Lend [beego.check]
		),
		web.NSNamespace("/deep",
			web.NSGet("/health", health), // route: GET /v1/deep/health beego.health [beego.check] auth=yes
		),
	)
	web.AddNamespace(ns)
	web.Include(&LoansController{}) // route: DELETE /loans (*beego.LoansController).End [(*beego.baseController).Prepare] auth=yes
	if os.Getenv("DEBUG") != "" {
		web.Post("/debug", health) // route: conditional POST /debug beego.health [] auth=no
	}
	web.Run(":8080")
}

var tokens map[string]string

// check turns away who is not known.
func check(ctx *context.Context) {
	if tokens[ctx.Input.Header("Authorization")] == "" {
		ctx.Abort(http.StatusUnauthorized, "who are you?")
	}
}

type answer struct{ Status, Msg string }

// refuse answers; what comes after does not run then.
func refuse(ctx *context.Context, why string) {
	_ = ctx.Output.JSON(answer{"error", why}, false, false)
}

func answers(ctx *context.Context) {
	if user, _ := ctx.Input.Session("user").(string); user == "" {
		refuse(ctx, "please log in")
	}
}

// greets keeps who asks, and turns away who says who they are and cannot prove it.
func greets(ctx *context.Context) {
	token := ctx.Input.Header("Authorization")
	if token == "" {
		return
	}
	if tokens[token] == "" {
		refuse(ctx, "who are you?")
		return
	}
	ctx.Input.SetData("user", tokens[token])
}

func health(ctx *context.Context) { ctx.Output.SetStatus(http.StatusNoContent) }
