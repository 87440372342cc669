// Package restfulcors configures the CORS filter of go-restful, which sends the request's origin back where no domains are set.
package restfulcors

import (
	"strings"

	restful "github.com/emicklei/go-restful/v3"
)

// Container wires the services.
func Container() *restful.Container {
	c := restful.NewContainer()
	cors := restful.CrossOriginResourceSharing{
		AllowedHeaders: []string{"Content-Type"},
		CookiesAllowed: true,
		Container:      c,
	}
	c.Filter(cors.Filter) // want corsorigin/wildcard "with the user's credentials"
	return c
}

func badAll(c *restful.Container) {
	cors := restful.CrossOriginResourceSharing{AllowedDomains: []string{".*"}, CookiesAllowed: true} // want corsorigin/wildcard "with the user's credentials"
	c.Filter(cors.Filter)
}

func badFunc(c *restful.Container) {
	cors := &restful.CrossOriginResourceSharing{
		AllowedDomainFunc: func(origin string) bool { return strings.HasSuffix(origin, "example.com") }, // want corsorigin/weak-match
		CookiesAllowed:    true,
	}
	c.Filter(cors.Filter)
}

func badHeader(req *restful.Request, resp *restful.Response, chain *restful.FilterChain) {
	resp.AddHeader("Access-Control-Allow-Origin", req.HeaderParameter("Origin")) // want corsorigin/reflected "with the user's credentials"
	resp.AddHeader("Access-Control-Allow-Credentials", "true")
	chain.ProcessFilter(req, resp)
}

func lowNoCookies(c *restful.Container) {
	cors := restful.CrossOriginResourceSharing{Container: c}
	c.Filter(cors.Filter) // want:low corsorigin/wildcard
}

func okDomains(c *restful.Container) {
	cors := restful.CrossOriginResourceSharing{AllowedDomains: []string{"https://example.com"}, CookiesAllowed: true}
	c.Filter(cors.Filter)
}
