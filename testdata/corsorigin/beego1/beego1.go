// Package beego1 configures the CORS filter of github.com/astaxie/beego, in whose list "*" is a pattern: the request's origin comes back. Where all
// origins are allowed by the option for that, "*" is sent.
package beego1

import (
	"os"
	"time"

	"github.com/astaxie/beego"
	"github.com/astaxie/beego/context"
	"github.com/astaxie/beego/plugins/cors"
)

// Filters are those of a server.
func Filters() []beego.FilterFunc {
	return []beego.FilterFunc{
		badAll(), badStar(), badPattern(), badSteps(), badGuess(), badHeader, badEcho, lowAll(), okUnset(), okList(), okSubdomains(), okConfigured(), okHeader,
	}
}

func badAll() beego.FilterFunc {
	return cors.Allow(&cors.Options{ // want corsorigin/wildcard "browsers refuse"
		AllowAllOrigins:  true,
		AllowMethods:     []string{"GET", "POST", "PUT", "DELETE", "OPTIONS"},
		AllowHeaders:     []string{"Origin", "Authorization", "Content-Type"},
		AllowCredentials: true,
	})
}

func badStar() beego.FilterFunc {
	return cors.Allow(&cors.Options{
		AllowOrigins:     []string{"*"}, // want corsorigin/wildcard "sends the request's origin back"
		AllowCredentials: true,
	})
}

func badPattern() beego.FilterFunc {
	return cors.Allow(&cors.Options{
		AllowOrigins:     []string{"https://*.example.com", "http*://*"}, // want corsorigin/wildcard "matches any origin"
		AllowCredentials: true,
		MaxAge:           time.Hour,
	})
}

func badSteps() beego.FilterFunc {
	opts := &cors.Options{}
	opts.AllowOrigins = append(opts.AllowOrigins, "https://*example.com") // want corsorigin/weak-match "evilexample.com"
	opts.AllowCredentials = true
	return cors.Allow(opts)
}

// badGuess has a sign for any letter.
func badGuess() beego.FilterFunc {
	return cors.Allow(&cors.Options{
		AllowOrigins:     []string{"https://app?example.com"}, // want corsorigin/weak-match
		AllowCredentials: true,
	})
}

func lowAll() beego.FilterFunc {
	return cors.Allow(&cors.Options{AllowAllOrigins: true}) // want:low corsorigin/wildcard
}

// okUnset lets no origin in.
func okUnset() beego.FilterFunc {
	return cors.Allow(&cors.Options{AllowCredentials: true})
}

func okList() beego.FilterFunc {
	return cors.Allow(&cors.Options{AllowOrigins: []string{"https://example.com", "https://www.example.com"}, AllowCredentials: true})
}

func okSubdomains() beego.FilterFunc {
	return cors.Allow(&cors.Options{AllowOrigins: []string{"https://*.example.com"}, AllowCredentials: true})
}

func okConfigured() beego.FilterFunc {
	return cors.Allow(&cors.Options{AllowOrigins: []string{os.Getenv("BEEGO_ORIGIN")}, AllowCredentials: true})
}

// badHeader writes the headers by hand.
func badHeader(ctx *context.Context) {
	ctx.Output.Header("Access-Control-Allow-Origin", ctx.Input.Header("Origin")) // want corsorigin/reflected "with the user's credentials"
	ctx.Output.Header("Access-Control-Allow-Credentials", "true")
}

// badEcho writes them to the writer below.
func badEcho(ctx *context.Context) {
	if origin := ctx.Request.Header.Get("Origin"); origin != "" {
		ctx.ResponseWriter.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/reflected "with the user's credentials"
		ctx.ResponseWriter.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func okHeader(ctx *context.Context) {
	if origin := ctx.Input.Header("Origin"); origin == "https://example.com" {
		ctx.Output.Header("Access-Control-Allow-Origin", origin)
		ctx.Output.Header("Access-Control-Allow-Credentials", "true")
	}
}
