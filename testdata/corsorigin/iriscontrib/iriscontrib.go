// Package iriscontrib configures github.com/iris-contrib/middleware/cors, which sends the request's origin back where all are
// allowed and credentials too.
package iriscontrib

import (
	"os"
	"strings"

	"github.com/iris-contrib/middleware/cors"
	"github.com/kataras/iris/v12"
)

// Use uses the functions.
func Use(app *iris.Application) {
	app.UseRouter(badAll(), badUnset(), badStar(), badFunc(), badContains(), badGlob(), lowDefault(), okList(), okFunc(), okSubdomains(), okNoCredentials())
}

func badAll() iris.Handler {
	return cors.AllowAll() // want corsorigin/wildcard "sends the request's origin back"
}

// badUnset sets no origins, which means all of them.
func badUnset() iris.Handler {
	return cors.New(cors.Options{AllowCredentials: true}) // want corsorigin/wildcard "no origins are set"
}

func badStar() iris.Handler {
	options := cors.Options{AllowedMethods: []string{"GET", "POST"}}
	options.AllowedOrigins = []string{"*"} // want corsorigin/wildcard "sends the request's origin back"
	options.AllowCredentials = true
	return cors.New(options)
}

// badFunc decides alone: the list is not looked at.
func badFunc() iris.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"https://example.com"},
		AllowOriginFunc:  func(origin string) bool { return origin != "" }, // want corsorigin/always
		AllowCredentials: true,
	})
}

func badContains() iris.Handler {
	return cors.New(cors.Options{
		AllowOriginFunc:  func(origin string) bool { return strings.Contains(origin, os.Getenv("IRIS_DOMAIN")) }, // want corsorigin/weak-match
		AllowCredentials: true,
	})
}

func badGlob() iris.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"https://example.*"}, // want corsorigin/weak-match "example."
		AllowCredentials: true,
	})
}

func lowDefault() iris.Handler {
	return cors.Default() // want:low corsorigin/wildcard
}

func okList() iris.Handler {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://example.com"}, AllowCredentials: true})
}

// okFunc has a function that takes the place of the "*" beside it.
func okFunc() iris.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"*"},
		AllowOriginFunc:  func(origin string) bool { return origin == "https://example.com" },
		AllowCredentials: true,
	})
}

func okSubdomains() iris.Handler {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://*.example.com"}, AllowCredentials: true})
}

func okNoCredentials() iris.Handler {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://example.com"}})
}
