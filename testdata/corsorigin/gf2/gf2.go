// Package gf2 sets up CORS in github.com/gogf/gf/v2, whose default sends the request's origin back with credentials, and whose
// websockets have no check of the origin.
package gf2

import (
	"net/http"
	"os"

	"github.com/gogf/gf/v2/net/ghttp"
)

// Bind wires a server.
func Bind(s *ghttp.Server) {
	s.Use(ghttp.MiddlewareCORS) // want corsorigin/wildcard "sends the request's origin back"
	s.Use(badDefault, badOptions, badAnyDomain, badHeader, badStar, okDomains, okOrigin, okNone, okConfigured, okHeader)
	s.BindHandler("/ws", badSocket)
}

func badDefault(r *ghttp.Request) {
	r.Response.CORSDefault() // want corsorigin/wildcard "sends the request's origin back"
	r.Middleware.Next()
}

// badOptions changes the default in what does not decide.
func badOptions(r *ghttp.Request) {
	options := r.Response.DefaultCORSOptions() // want corsorigin/wildcard "sends the request's origin back"
	options.AllowMethods = "GET,POST"
	options.MaxAge = 60
	r.Response.CORS(options)
	r.Middleware.Next()
}

// badAnyDomain has a list of domains that holds any.
func badAnyDomain(r *ghttp.Request) {
	options := r.Response.DefaultCORSOptions()
	options.AllowDomain = []string{"example.com", "*"} // want corsorigin/wildcard
	r.Response.CORS(options)
	r.Middleware.Next()
}

// badHeader writes the headers by hand.
func badHeader(r *ghttp.Request) {
	r.Response.Header().Set("Access-Control-Allow-Origin", r.GetHeader("Origin")) // want corsorigin/reflected "with the user's credentials"
	r.Response.Header().Set("Access-Control-Allow-Credentials", "true")
	r.Middleware.Next()
}

// badStar sends "*" and credentials.
func badStar(r *ghttp.Request) {
	r.Response.CORS(ghttp.CORSOptions{
		AllowOrigin:      "*", // want corsorigin/wildcard "browsers refuse"
		AllowCredentials: "true",
		AllowMethods:     http.MethodGet,
	})
	r.Middleware.Next()
}

// badSocket is open to any page.
func badSocket(r *ghttp.Request) {
	ws, err := r.WebSocket() // want corsorigin/always
	if err != nil {
		return
	}
	_ = ws.Close()
}

// okDomains are compared label by label.
func okDomains(r *ghttp.Request) {
	options := r.Response.DefaultCORSOptions()
	options.AllowDomain = []string{"example.com", "*.example.org"}
	r.Response.CORS(options)
	r.Middleware.Next()
}

func okOrigin(r *ghttp.Request) {
	options := r.Response.DefaultCORSOptions()
	options.AllowOrigin = "https://example.com"
	r.Response.CORS(options)
	r.Middleware.Next()
}

// okNone is for other servers' pages without credentials.
func okNone(r *ghttp.Request) {
	r.Response.CORS(ghttp.CORSOptions{AllowOrigin: "https://example.com", AllowMethods: http.MethodGet})
	r.Middleware.Next()
}

func okConfigured(r *ghttp.Request) {
	options := r.Response.DefaultCORSOptions()
	options.AllowDomain = []string{os.Getenv("GF_DOMAIN")}
	r.Response.CORS(options)
	r.Middleware.Next()
}

func okHeader(r *ghttp.Request) {
	if origin := r.Header.Get("Origin"); origin == "https://example.com" {
		r.Response.Header().Set("Access-Control-Allow-Origin", origin)
		r.Response.Header().Set("Access-Control-Allow-Credentials", "true")
	}
	r.Middleware.Next()
}
