// Package hertzcors configures github.com/hertz-contrib/cors, which sends "*" where all origins are allowed, whether
// credentials are or not.
package hertzcors

import (
	"os"
	"regexp"
	"strings"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/hertz-contrib/cors"
)

// Handlers are the middleware of a server.
func Handlers() []app.HandlerFunc {
	config := cors.DefaultConfig()
	config.AllowAllOrigins = true
	config.AllowCredentials = true
	return []app.HandlerFunc{
		cors.New(config), // want corsorigin/wildcard "browsers refuse"
		badList(), badFunc(), badSuffix(), badRegexp(), badWildcard(), badScheme(), lowDefault(), lowStar(), okList(), okNoWildcard(), okFunc(), okConfigured(),
	}
}

func badList() app.HandlerFunc {
	return cors.New(cors.Config{
		AllowOrigins:     []string{"https://example.com", "*"}, // want corsorigin/wildcard "browsers refuse"
		AllowCredentials: true,
	})
}

// badFunc is asked as well as the list.
func badFunc() app.HandlerFunc {
	return cors.New(cors.Config{
		AllowOrigins:     []string{"https://example.com"},
		AllowOriginFunc:  func(origin string) bool { return true }, // want corsorigin/always "with the user's credentials"
		AllowCredentials: true,
	})
}

func badSuffix() app.HandlerFunc {
	config := cors.DefaultConfig()
	config.AllowCredentials = true
	config.AllowOriginFunc = ours
	return cors.New(config)
}

func ours(origin string) bool { return strings.HasSuffix(origin, "example.com") } // want corsorigin/weak-match "evilexample.com"

var pattern = regexp.MustCompile(`^https://.*.example.com$`)

func badRegexp() app.HandlerFunc {
	return cors.New(cors.Config{
		AllowOriginFunc:  func(origin string) bool { return pattern.MatchString(origin) }, // want corsorigin/weak-match
		AllowCredentials: true,
	})
}

func badWildcard() app.HandlerFunc {
	return cors.New(cors.Config{
		AllowOrigins:     []string{"https://*example.com"}, // want corsorigin/weak-match "evilexample.com"
		AllowWildcard:    true,
		AllowCredentials: true,
	})
}

// badScheme is a pattern that every page matches: the origin comes back.
func badScheme() app.HandlerFunc {
	return cors.New(cors.Config{
		AllowOrigins:     []string{"https://*"}, // want corsorigin/wildcard "matches any origin"
		AllowWildcard:    true,
		AllowCredentials: true,
	})
}

func lowDefault() app.HandlerFunc {
	return cors.Default() // want:low corsorigin/wildcard
}

func lowStar() app.HandlerFunc {
	config := cors.Config{AllowOrigins: []string{"*"}} // want:low corsorigin/wildcard "Authorization"
	config.AddAllowHeaders("Authorization")
	return cors.New(config)
}

func okList() app.HandlerFunc {
	return cors.New(cors.Config{AllowOrigins: []string{"https://example.com"}, AllowCredentials: true})
}

// Patterns are not looked at without AllowWildcard.
func okNoWildcard() app.HandlerFunc {
	return cors.New(cors.Config{AllowOrigins: []string{"https://*example.com"}, AllowCredentials: true})
}

func okFunc() app.HandlerFunc {
	allowed := map[string]bool{"https://example.com": true}
	return cors.New(cors.Config{AllowOriginFunc: func(origin string) bool { return allowed[origin] }, AllowCredentials: true})
}

func okConfigured() app.HandlerFunc {
	config := cors.DefaultConfig()
	config.AllowOrigins = strings.Split(os.Getenv("HERTZ_ORIGINS"), ",")
	config.AllowCredentials = true
	return cors.New(config)
}
