// Package iriscors configures the CORS middleware of iris, which allows credentials unless told otherwise, and writes
// headers in it.
package iriscors

import (
	"strings"

	"github.com/kataras/iris/v12"
	"github.com/kataras/iris/v12/middleware/cors"
)

// Default is a server with all that iris has for it.
func Default() *iris.Application {
	return iris.Default() // want corsorigin/wildcard "with the user's credentials"
}

func badNew(app *iris.Application) {
	app.UseRouter(cors.New().Handler()) // want corsorigin/wildcard "with the user's credentials"
}

func badStar(app *iris.Application) {
	app.UseRouter(cors.New().AllowOrigin("*").Handler()) // want corsorigin/wildcard "with the user's credentials"
}

func badFunc(app *iris.Application) {
	c := cors.New().ExtractOriginFunc(cors.DefaultOriginExtractor)
	c.AllowOriginFunc(func(ctx iris.Context, origin string) bool { return true }) // want corsorigin/always
	app.UseRouter(c.Handler())
}

func badRegex(app *iris.Application) {
	app.UseRouter(cors.New().AllowOriginRegex(`example\.com$`).Handler()) // want corsorigin/weak-match "evilexample.com"
}

func badMatcher(app *iris.Application) {
	app.UseRouter(cors.New().AllowOriginMatcherFunc(func(origin string) bool { // want corsorigin/weak-match
		return strings.HasPrefix(origin, "https://example.com")
	}).Handler())
}

func badHeader(ctx iris.Context) {
	ctx.Header("Access-Control-Allow-Origin", ctx.GetHeader("Origin")) // want corsorigin/reflected "with the user's credentials"
	ctx.Header("Access-Control-Allow-Credentials", "true")
	ctx.Next()
}

func lowNoCredentials(app *iris.Application) {
	app.UseRouter(cors.New().AllowOrigins("*").DisallowCredentials().Handler()) // want:low corsorigin/wildcard
}

func okList(app *iris.Application) {
	app.UseRouter(cors.New().AllowOrigins("https://example.com", "https://app.example.com").Handler())
}

func okLine(app *iris.Application) {
	c := cors.New()
	c.AllowOrigin("https://example.com,https://app.example.com")
	app.UseRouter(c.Handler())
}
