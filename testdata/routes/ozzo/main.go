// Command ozzo registers routes on github.com/go-ozzo/ozzo-routing.
package main

import (
	"errors"
	"net/http"
	"os"

	routing "github.com/go-ozzo/ozzo-routing/v2"
	"github.com/go-ozzo/ozzo-routing/v2/access"
	"github.com/go-ozzo/ozzo-routing/v2/auth"
	"github.com/go-ozzo/ozzo-routing/v2/content"
	"github.com/go-ozzo/ozzo-routing/v2/fault"
)

func main() {
	router := routing.New()
	router.Get("/early", list) // route: GET /early ozzo.list [] auth=no logging=no
	router.Use(access.Logger(log), fault.Recovery(log))
	api := router.Group("/api")
	api.Use(content.TypeNegotiator(content.JSON))
	api.Get("/notes", list) // route: GET /api/notes ozzo.list [access.Logger fault.Recovery content.TypeNegotiator] auth=no logging=yes recover=yes
	registerNotes(api, auth.JWT(os.Getenv("KEY")))
	own := api.Group("/own", authenticate)
	if os.Getenv("OWN") != "" {
		own.Any("/<id>", save) // route: conditional * /api/own/<id> ozzo.save [access.Logger fault.Recovery content.TypeNegotiator auth.JWT ozzo.authenticate] auth=yes
	}
	own.To("PUT,PATCH", "/<id>", save) // route: PUT /api/own/<id> ozzo.save [access.Logger fault.Recovery content.TypeNegotiator auth.JWT ozzo.authenticate] auth=yes | PATCH /api/own/<id> ozzo.save [access.Logger fault.Recovery content.TypeNegotiator auth.JWT ozzo.authenticate] auth=yes
	http.Handle("/", router)
	_ = http.ListenAndServe(":8080", nil)
}

func registerNotes(rg *routing.RouteGroup, authHandler routing.Handler) {
	rg.Get("/open", list) // route: GET /api/open ozzo.list [access.Logger fault.Recovery content.TypeNegotiator] auth=no
	rg.Use(authHandler)
	rg.Post("/notes", save) // route: POST /api/notes ozzo.save [access.Logger fault.Recovery content.TypeNegotiator auth.JWT] auth=yes
	rg.Get("/both", list).  // route: GET /api/both ozzo.list [access.Logger fault.Recovery content.TypeNegotiator auth.JWT] auth=yes
				Put(save).Name("both") // route: PUT /api/both ozzo.save [access.Logger fault.Recovery content.TypeNegotiator auth.JWT] auth=yes
}

// authenticate turns away who is not known.
func authenticate(c *routing.Context) error {
	user := users[c.Request.Header.Get("Authorization")]
	if user == "" {
		return routing.NewHTTPError(http.StatusUnauthorized)
	}
	c.Set("user", user)
	return nil
}

var users map[string]string

func log(string, ...any) {}

func list(c *routing.Context) error { return c.Write("notes") }

func save(c *routing.Context) error {
	if c.Param("id") == "" {
		return errors.New("no id")
	}
	return c.Write("saved")
}
