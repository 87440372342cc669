// Command iris registers routes on github.com/kataras/iris.
package main

import (
	"net/http"
	"os"

	"github.com/kataras/iris/v12"
	"github.com/kataras/iris/v12/mvc"
)

func main() {
	app := iris.New()
	app.Get("/early", list) // route: GET /early iris.list [iris.all] auth=no
	app.UseRouter(all)
	app.Use(logs)
	api := app.Party("/api", logs)
	late := api.Party("/late")
	api.Use(authenticate)
	late.Get("/x", list)                           // route: GET /api/late/x iris.list [iris.all iris.logs iris.logs] auth=no
	api.Post("/notes", save)                       // route: POST /api/notes iris.save [iris.all iris.logs iris.logs iris.authenticate] auth=yes
	api.Handle("PUT", "/notes/{id:uint64}", save)  // route: PUT /api/notes/{id:uint64} iris.save [iris.all iris.logs iris.logs iris.authenticate] auth=yes
	app.HandleMany("GET HEAD", "/many", list)      // route: GET /many iris.list [iris.all iris.logs] | HEAD /many iris.list [iris.all iris.logs]
	app.Delete("/inline/{id}", authenticate, save) // route: DELETE /inline/{id} iris.save [iris.all iris.logs iris.authenticate] auth=yes
	app.HandleDir("/static", iris.Dir("./static")) // route: GET /static/* (*router.APIBuilder).HandleDir [iris.all iris.logs] | HEAD /static/* (*router.APIBuilder).HandleDir [iris.all iris.logs]
	app.PartyFunc("/users", func(users iris.Party) {
		if os.Getenv("AUTH") != "" {
			users.Use(authenticate)
		}
		users.Get("/{id}", list) // route: GET /users/{id} iris.list [iris.all iris.logs iris.authenticate?] auth=conditional
	})
	mvc.New(app.Party("/mvc", authenticate)).Handle(new(controller)) // route: GET /mvc/ (*iris.controller).Get [iris.all iris.logs iris.authenticate] auth=yes | POST /mvc/note/{param} (*iris.controller).PostNoteBy [iris.all iris.logs iris.authenticate] auth=yes
	_ = app.Listen(":8080")
}

type controller struct{}

// Get answers.
func (*controller) Get() string { return "notes" }

// PostNoteBy answers.
func (*controller) PostNoteBy(id string) string { return id }

func all(ctx iris.Context) { ctx.Next() }

func logs(ctx iris.Context) { ctx.Next() }

// authenticate turns away who is not known.
func authenticate(ctx iris.Context) {
	if tokens[ctx.GetHeader("Authorization")] == "" {
		ctx.StopWithStatus(http.StatusUnauthorized)
		return
	}
	ctx.Next()
}

var tokens map[string]string

func list(ctx iris.Context) { _, _ = ctx.WriteString("notes") }

func save(ctx iris.Context) { ctx.StatusCode(http.StatusNoContent) }
