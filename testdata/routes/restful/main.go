// Command restful registers routes on github.com/emicklei/go-restful.
package main

import (
	"net/http"
	"os"

	"github.com/emicklei/go-restful/v3"
)

func main() {
	c := restful.NewContainer()
	notes := new(restful.WebService)
	notes.Path("/notes").Consumes(restful.MIME_JSON).Produces(restful.MIME_JSON)
	notes.Route(notes.GET("").To(list))                               // route: GET /notes restful.list [restful.logs] auth=no
	notes.Route(notes.GET("/{id}").To(list).Doc("one").Filter(check)) // route: GET /notes/{id} restful.list [restful.logs restful.check] auth=yes
	c.Add(notes)
	c.Add(users())
	c.Filter(logs) // covers what is there already
	if os.Getenv("ADMIN") != "" {
		admin := &restful.WebService{}
		admin.Path("/admin").Filter(check)
		admin.Route(admin.Method("PATCH").Path("/x").To(save)) // route: conditional PATCH /admin/x restful.save [restful.logs restful.check] auth=yes
		c.Add(admin)
	}
	_ = http.ListenAndServe(":8080", c)
}

type api struct{}

func users() *restful.WebService {
	a := api{}
	ws := new(restful.WebService)
	ws.Path("/users").Filter(check)
	ws.Route(ws.POST("/").To(a.add).Reads("").Returns(200, "OK", nil)) // route: POST /users/ (restful.api).add [restful.logs restful.check] auth=yes
	ws.Route(ws.DELETE("/{id}").To(save))                              // route: DELETE /users/{id} restful.save [restful.logs restful.check] auth=yes
	return ws
}

func (api) add(_ *restful.Request, resp *restful.Response) { resp.WriteHeader(http.StatusNoContent) }

func logs(req *restful.Request, resp *restful.Response, chain *restful.FilterChain) {
	chain.ProcessFilter(req, resp)
}

// check turns away who is not known.
func check(req *restful.Request, resp *restful.Response, chain *restful.FilterChain) {
	if tokens[req.HeaderParameter("Authorization")] == "" {
		_ = resp.WriteErrorString(http.StatusUnauthorized, "who are you?")
		return
	}
	chain.ProcessFilter(req, resp)
}

var tokens map[string]string

func list(_ *restful.Request, resp *restful.Response) { resp.WriteHeader(http.StatusNoContent) }

func save(_ *restful.Request, resp *restful.Response) { resp.WriteHeader(http.StatusNoContent) }
