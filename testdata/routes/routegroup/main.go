// Command routegroup registers routes on github.com/go-pkgz/routegroup, with middleware of its sister modules.
package main

import (
	"net/http"
	"time"

	"github.com/go-pkgz/auth/v2"
	"github.com/go-pkgz/auth/v2/token"
	"github.com/go-pkgz/rest"
	"github.com/go-pkgz/routegroup"
)

func main() {
	users := auth.NewService(auth.Opts{}).Middleware()

	r := routegroup.New(http.NewServeMux())
	r.Use(rest.Throttle(100), rest.RealIP)
	r.HandleFunc("GET /health", list) // route: GET /health routegroup.list [rest.Throttle rest.RealIP] auth=no

	api := r.Mount("/api")
	api.Use(rest.Timeout(time.Second))
	api.Group().Route(func(g *routegroup.Bundle) {
		g.Use(users.Trace)
		g.HandleFunc("GET /notes", list) // route: GET /api/notes routegroup.list [rest.Throttle rest.RealIP rest.Timeout (*middleware.Authenticator).Trace] auth=optional
		g.Mount("/feed").Route(func(g *routegroup.Bundle) {
			g.HandleFunc("GET /new", list) // route: GET /api/feed/new routegroup.list [rest.Throttle rest.RealIP rest.Timeout (*middleware.Authenticator).Trace] auth=optional
		})
	})
	api.Route(func(g *routegroup.Bundle) {
		g.Use(users.Auth)
		g.HandleFunc("POST /notes", list)                                  // route: POST /api/notes routegroup.list [rest.Throttle rest.RealIP rest.Timeout (*middleware.Authenticator).Auth] auth=yes
		g.With(named).Handle("DELETE /notes/{id}", http.HandlerFunc(list)) // route: DELETE /api/notes/{id} routegroup.list [rest.Throttle rest.RealIP rest.Timeout (*middleware.Authenticator).Auth routegroup.named] auth=yes
		g.HandleRoot("PUT", http.HandlerFunc(list))                        // route: PUT /api routegroup.list [rest.Throttle rest.RealIP rest.Timeout (*middleware.Authenticator).Auth] auth=yes
	})
	api.With(rest.BasicAuth(allowed)).HandleFunc("/admin", list) // route: * /api/admin routegroup.list [rest.Throttle rest.RealIP rest.Timeout rest.BasicAuth] auth=yes
	r.HandleFiles("/web/", http.Dir("static"))                   // route: GET /web/* (*routegroup.Bundle).HandleFiles [rest.Throttle rest.RealIP]

	_ = http.ListenAndServe(":8080", r)
}

func allowed(user, password string) bool { return user == "root" && password == "" }

// named turns away those who have no name.
func named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u, err := token.GetUserInfo(r); err != nil || u.Name == "" {
			http.Error(w, "who is there?", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func list(http.ResponseWriter, *http.Request) {}
