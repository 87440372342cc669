// Command flamego registers routes on github.com/flamego/flamego.
package main

import (
	"net/http"

	"github.com/flamego/flamego"
)

func main() {
	f := flamego.Classic()
	f.Use(logs)
	f.Get("/notes/{id}", list).Name("note") // route: GET /notes/{id} flamego.list [flamego.Classic flamego.logs] auth=no recover=yes
	f.Group("/api", func() {
		f.Get("/notes", list) // route: GET /api/notes flamego.list [flamego.Classic flamego.logs flamego.authenticate] auth=yes
		f.Group("/admin", func() {
			f.Post("/x", other, save) // route: POST /api/admin/x flamego.save [flamego.Classic flamego.logs flamego.authenticate flamego.other] auth=yes
		})
		f.Combo("/both").Get(list).Post(save) // route: GET /api/both flamego.list [flamego.Classic flamego.logs flamego.authenticate] auth=yes | POST /api/both flamego.save [flamego.Classic flamego.logs flamego.authenticate] auth=yes
	}, authenticate)
	f.Delete("/last", save) // route: DELETE /last flamego.save [flamego.Classic flamego.logs] auth=no
	f.Run()
}

func logs(c flamego.Context) { c.Next() }

func other(flamego.Context) {}

// authenticate turns away who is not known.
func authenticate(c flamego.Context) {
	if tokens[c.Request().Header.Get("Authorization")] == "" {
		c.ResponseWriter().WriteHeader(http.StatusUnauthorized)
		return
	}
	c.Next()
}

var tokens map[string]string

func list() string { return "notes" }

func save(c flamego.Context) { c.ResponseWriter().WriteHeader(http.StatusNoContent) }
