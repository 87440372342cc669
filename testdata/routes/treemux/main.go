// Command treemux registers routes on github.com/dimfeld/httptreemux.
package main

import (
	"net/http"

	"github.com/dimfeld/httptreemux/v5"
)

var tokens map[string]string

func auth(next httptreemux.HandlerFunc) httptreemux.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request, params map[string]string) {
		if tokens[r.Header.Get("Authorization")] == "" {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next(w, r, params)
	}
}

func answer(http.ResponseWriter, *http.Request, map[string]string) {}

func plain(http.ResponseWriter, *http.Request) {}

func main() {
	mux := httptreemux.New()
	mux.GET("/health", answer) // route: GET /health treemux.answer [] auth=no
	early := mux.NewGroup("/early")
	mux.Use(auth)
	mux.POST("/notes", answer) // route: POST /notes treemux.answer [treemux.auth] auth=yes
	early.GET("/news", answer) // route: GET /early/news treemux.answer [] auth=no
	api := mux.NewGroup("/api")
	api.Handle(http.MethodPut, "/notes/:id", answer) // route: PUT /api/notes/:id treemux.answer [treemux.auth] auth=yes

	over := httptreemux.NewContextMux()
	over.GET("/metrics", plain)                      // route: GET /metrics treemux.plain [] auth=no
	over.NewGroup("/v1").DELETE("/notes/:id", plain) // route: DELETE /v1/notes/:id treemux.plain [] auth=no
	go func() { _ = http.ListenAndServe(":9090", over) }()
	_ = http.ListenAndServe(":8080", mux)
}
