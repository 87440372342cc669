// Package gincors configures github.com/gin-contrib/cors, and writes headers in gin.
package gincors

import (
	"os"
	"strings"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

// Routes wires the router.
func Routes() *gin.Engine {
	r := gin.New()
	config := cors.DefaultConfig()
	config.AllowAllOrigins = true
	config.AllowCredentials = true
	r.Use(cors.New(config)) // want corsorigin/wildcard "browsers refuse"
	return r
}

func badList() gin.HandlerFunc {
	return cors.New(cors.Config{
		AllowOrigins:     []string{"*"}, // want corsorigin/wildcard "browsers refuse"
		AllowCredentials: true,
	})
}

func badFunc() gin.HandlerFunc {
	return cors.New(cors.Config{
		AllowOrigins:     []string{"https://example.com"},
		AllowOriginFunc:  func(origin string) bool { return true }, // want corsorigin/always
		AllowCredentials: true,
	})
}

func badContextFunc() gin.HandlerFunc {
	return cors.New(cors.Config{
		AllowOriginWithContextFunc: func(c *gin.Context, origin string) bool { // want corsorigin/weak-match
			return strings.Contains(origin, "example.com")
		},
		AllowCredentials: true,
	})
}

func badRegexp() gin.HandlerFunc {
	return cors.New(cors.Config{
		AllowOrigins:     []string{`/https://.*\.example\.com/`}, // want corsorigin/weak-match "example.com.evil.xyz"
		AllowCredentials: true,
	})
}

func badWildcard() gin.HandlerFunc {
	return cors.New(cors.Config{
		AllowOrigins:     []string{"https://*example.com"}, // want corsorigin/weak-match "evilexample.com"
		AllowWildcard:    true,
		AllowCredentials: true,
	})
}

func lowDefault() gin.HandlerFunc {
	return cors.Default() // want:low corsorigin/wildcard
}

func badHeader() gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Header("Access-Control-Allow-Origin", c.GetHeader("Origin")) // want corsorigin/reflected "with the user's credentials"
		c.Header("Access-Control-Allow-Credentials", "true")
		c.Next()
	}
}

func badWriter() gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Writer.Header().Set("Access-Control-Allow-Origin", c.Request.Header.Get("Origin")) // want corsorigin/reflected "with the user's credentials"
		c.Writer.Header().Set("Access-Control-Allow-Credentials", "true")
		if c.Request.Method == "OPTIONS" {
			c.AbortWithStatus(204)
			return
		}
		c.Next()
	}
}

func okList() gin.HandlerFunc {
	return cors.New(cors.Config{AllowOrigins: []string{"https://example.com"}, AllowCredentials: true})
}

// Patterns are not looked at without AllowWildcard.
func okNoWildcard() gin.HandlerFunc {
	return cors.New(cors.Config{AllowOrigins: []string{"https://*example.com"}, AllowCredentials: true})
}

func okDevelopment() gin.HandlerFunc {
	config := cors.DefaultConfig()
	config.AllowCredentials = true
	if gin.Mode() == gin.DebugMode {
		config.AllowOriginFunc = func(string) bool { return true }
	} else {
		config.AllowOrigins = strings.Split(os.Getenv("ORIGINS"), ",")
	}
	return cors.New(config)
}

func okEitherOr(all bool) gin.HandlerFunc {
	config := cors.DefaultConfig()
	if all {
		config.AllowAllOrigins = true
	} else {
		config.AllowOrigins = []string{"https://example.com"}
		config.AllowCredentials = true
	}
	return cors.New(config)
}

// Use uses the functions.
func Use(r *gin.Engine) { r.Use(okEitherOr(os.Getenv("ALL") != "")) }
