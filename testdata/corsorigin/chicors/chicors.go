// Package chicors configures github.com/go-chi/cors.
package chicors

import (
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/cors"
)

// Routes wires the router.
func Routes() http.Handler {
	r := chi.NewRouter()
	r.Use(cors.Handler(cors.Options{
		AllowedOrigins:   []string{"https://*", "http://*"}, // want corsorigin/wildcard "matches any origin"
		AllowedMethods:   []string{"GET", "POST"},
		AllowCredentials: true,
	}))
	return r
}

func badNew() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true}) // want corsorigin/wildcard "browsers refuse"
}

func badFunc() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowOriginFunc: func(r *http.Request, origin string) bool { // want corsorigin/always
			return true
		},
		AllowCredentials: true,
	})
}

func badParsedFunc() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowOriginFunc: func(r *http.Request, origin string) bool { // want corsorigin/always
			_, err := url.Parse(origin)
			return err == nil
		},
		AllowCredentials: true,
	})
}

func lowAll() *cors.Cors {
	return cors.AllowAll() // want:low corsorigin/wildcard
}

func okSameHost() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowOriginFunc: func(r *http.Request, origin string) bool {
			u, err := url.Parse(origin)
			return err == nil && u.Host == r.Host
		},
		AllowCredentials: true,
	})
}

func okList() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{AllowedOrigins: []string{"https://example.com"}, AllowCredentials: true})
}
