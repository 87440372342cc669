// Command macaron registers routes on gopkg.in/macaron.v1.
package main

import (
	"net/http"

	"gopkg.in/macaron.v1"
)

func main() {
	m := macaron.New()
	m.Get("/early", list) // route: GET /early macaron.list [macaron.logs] auth=no
	m.Use(logs)
	m.Group("/api", func() {
		m.Get("/notes", list) // route: GET /api/notes macaron.list [macaron.logs macaron.authenticate] auth=yes
		m.Group("/admin", func() {
			m.Post("/x", other, save) // route: POST /api/admin/x macaron.save [macaron.logs macaron.authenticate macaron.other] auth=yes
		})
		m.Combo("/both").Get(list).Post(save) // route: GET /api/both macaron.list [macaron.logs macaron.authenticate] auth=yes | POST /api/both macaron.save [macaron.logs macaron.authenticate] auth=yes
	}, authenticate)
	m.Group("/open", func() { more(m) })
	m.Combo("/one", signedIn).Get(list) // route: GET /one macaron.list [macaron.logs macaron.signedIn] auth=yes
	m.Route("/many", "GET,POST", list)  // route: GET /many macaron.list [macaron.logs] auth=no | POST /many macaron.list [macaron.logs] auth=no
	m.Delete("/last", save)             // route: DELETE /last macaron.save [macaron.logs] auth=no
	m.Put("/own", known, save)          // route: PUT /own macaron.save [macaron.logs macaron.known] auth=yes
	m.Run()
}

func more(m *macaron.Macaron) {
	m.Get("/more", list) // route: GET /open/more macaron.list [macaron.logs] auth=no
}

func logs(ctx *macaron.Context) { ctx.Next() }

func other(*macaron.Context) {}

// authenticate turns away who is not known.
func authenticate(ctx *macaron.Context) {
	if tokens[ctx.Req.Header.Get("Authorization")] == "" {
		ctx.Error(http.StatusUnauthorized)
		return
	}
	ctx.Next()
}

// signedIn sends who is not known to where one logs in; what writes nothing lets the next one run.
func signedIn(ctx *macaron.Context) {
	if tokens[ctx.GetCookie("session")] == "" {
		ctx.Redirect("/login")
	}
}

// Own is the program's own context.
type Own struct {
	*macaron.Context
	User string
}

// known turns away who is not known, and is handed the program's own context.
func known(c *Own) {
	if tokens[c.GetCookie("session")] == "" {
		c.Status(http.StatusUnauthorized)
		return
	}
}

var tokens map[string]string

func list(ctx *macaron.Context) { ctx.PlainText(http.StatusOK, []byte("notes")) }

func save(ctx *macaron.Context) { ctx.Status(http.StatusNoContent) }
