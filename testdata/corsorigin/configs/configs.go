// Package configs builds configurations in steps, in helpers, and of settings.
package configs

import (
	"flag"
	"net/http"
	"os"
	"strings"

	"github.com/go-chi/cors"
	rs "github.com/rs/cors"

	"github.com/apivet/apivet/testdata/corsorigin/configs/settings"
)

func badSteps(h http.Handler) http.Handler {
	var opts cors.Options
	opts.AllowedOrigins = append(opts.AllowedOrigins, "https://*") // want corsorigin/wildcard "matches any origin"
	opts.AllowCredentials = true
	return cors.Handler(opts)(h)
}

func base() cors.Options {
	return cors.Options{AllowedOrigins: []string{"http://*"}} // want corsorigin/wildcard "matches any origin"
}

func badHelper(h http.Handler) http.Handler {
	opts := base()
	opts.AllowCredentials = true
	return cors.Handler(opts)(h)
}

func withCredentials(opts *cors.Options) { opts.AllowCredentials = true }

func badPointer(h http.Handler) http.Handler {
	opts := &cors.Options{AllowedOrigins: []string{"*"}} // want corsorigin/wildcard "browsers refuse"
	withCredentials(opts)
	return cors.Handler(*opts)(h)
}

func wrap(h http.Handler, origins []string, credentials bool) http.Handler {
	return rs.New(rs.Options{AllowedOrigins: origins, AllowCredentials: credentials}).Handler(h)
}

func badWrapped(h http.Handler) http.Handler {
	return wrap(h, []string{"https://*"}, true) // want corsorigin/wildcard "matches any origin"
}

func okWrapped(h http.Handler) http.Handler {
	return wrap(h, []string{"https://example.com"}, true)
}

func lowWrapped(h http.Handler) http.Handler {
	return wrap(h, []string{"*"}, false) // want:low corsorigin/wildcard
}

func getenv(name, otherwise string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return otherwise
}

func badDefault(h http.Handler) http.Handler {
	return rs.New(rs.Options{
		AllowedOrigins:   []string{getenv("ORIGIN", "https://*")}, // want corsorigin/wildcard "by default"
		AllowCredentials: true,
	}).Handler(h)
}

func okDefault(h http.Handler) http.Handler {
	return rs.New(rs.Options{
		AllowedOrigins:   []string{getenv("ORIGIN", "https://example.com")},
		AllowCredentials: true,
	}).Handler(h)
}

var origin = flag.String("origin", "https://*", "allowed origin") // want corsorigin/wildcard "by default"

func badFlag(h http.Handler) http.Handler {
	return rs.New(rs.Options{AllowedOrigins: []string{*origin}, AllowCredentials: true}).Handler(h)
}

func badOtherPackage(h http.Handler) http.Handler {
	return rs.New(settings.Options()).Handler(h)
}

func okSettings(h http.Handler, s settings.Settings) http.Handler {
	return rs.New(rs.Options{AllowedOrigins: s.Origins, AllowCredentials: s.Credentials}).Handler(h)
}

func okSplit(h http.Handler) http.Handler {
	return rs.New(rs.Options{AllowedOrigins: strings.Split(os.Getenv("ORIGINS"), ","), AllowCredentials: true}).Handler(h)
}

type config struct{ Debug bool }

func okDebug(h http.Handler, c config) http.Handler {
	origins := []string{"https://example.com"}
	if c.Debug {
		origins = []string{"https://*"}
	}
	return rs.New(rs.Options{AllowedOrigins: origins, AllowCredentials: true}).Handler(h)
}

func okOnlyDebug(h http.Handler, c config) http.Handler {
	if c.Debug {
		h = rs.New(rs.Options{AllowOriginFunc: func(string) bool { return true }, AllowCredentials: true}).Handler(h)
	}
	return h
}

// Wire uses the functions.
func Wire(h http.Handler) http.Handler {
	return okDebug(okOnlyDebug(okSettings(h, settings.Load()), config{os.Getenv("DEBUG") != ""}), config{})
}
