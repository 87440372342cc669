// Package fasthttpheaders writes the headers of CORS in fasthttp.
package fasthttpheaders

import (
	"bytes"

	"github.com/valyala/fasthttp"
)

// Handler wires the handlers.
func Handler(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		badBytes(ctx)
		badSuffix(ctx)
		okEqual(ctx)
		next(ctx)
	}
}

func badBytes(ctx *fasthttp.RequestCtx) {
	origin := ctx.Request.Header.Peek("Origin")
	ctx.Response.Header.SetBytesV("Access-Control-Allow-Origin", origin) // want corsorigin/reflected "with the user's credentials"
	ctx.Response.Header.Set("Access-Control-Allow-Credentials", "true")
}

func badSuffix(ctx *fasthttp.RequestCtx) {
	if origin := ctx.Request.Header.Peek(fasthttp.HeaderOrigin); bytes.HasSuffix(origin, []byte("example.com")) {
		ctx.Response.Header.Set(fasthttp.HeaderAccessControlAllowOrigin, string(origin)) // want corsorigin/weak-match "evilexample.com"
		ctx.Response.Header.Set(fasthttp.HeaderAccessControlAllowCredentials, "true")
	}
}

func okEqual(ctx *fasthttp.RequestCtx) {
	if origin := string(ctx.Request.Header.Peek("Origin")); origin == "https://example.com" {
		ctx.Response.Header.Set("Access-Control-Allow-Origin", origin)
		ctx.Response.Header.Set("Access-Control-Allow-Credentials", "true")
	}
}
