// Package hertzheaders writes the headers of CORS in hertz.
package hertzheaders

import (
	"context"
	"slices"

	"github.com/cloudwego/hertz/pkg/app"
)

// Handlers are the middleware of a server.
func Handlers() []app.HandlerFunc {
	return []app.HandlerFunc{badHeader, badResponse, okList}
}

func badHeader(ctx context.Context, c *app.RequestContext) {
	c.Header("Access-Control-Allow-Origin", string(c.GetHeader("Origin"))) // want corsorigin/reflected "with the user's credentials"
	c.Header("Access-Control-Allow-Credentials", "true")
	c.Next(ctx)
}

func badResponse(ctx context.Context, c *app.RequestContext) {
	if origin := c.Request.Header.Get("Origin"); origin != "" {
		c.Response.Header.Set("Access-Control-Allow-Origin", origin) // want corsorigin/reflected "with the user's credentials"
		c.Response.Header.Set("Access-Control-Allow-Credentials", "true")
	}
	c.Next(ctx)
}

func okList(ctx context.Context, c *app.RequestContext) {
	if origin := string(c.GetHeader("Origin")); slices.Contains([]string{"https://example.com"}, origin) {
		c.Header("Access-Control-Allow-Origin", origin)
		c.Header("Access-Control-Allow-Credentials", "true")
	}
	c.Next(ctx)
}
