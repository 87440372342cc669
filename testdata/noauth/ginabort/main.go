// Command ginabort has middleware that answers 401 and lets the request go on.
package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

var tokens = map[string]string{}

// forgets does not abort.
func forgets(c *gin.Context) {
	user, ok := tokens[c.GetHeader("Authorization")]
	if !ok {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "who is there?"}) // want noauth/unstopped "forgets refuses the request here and passes it on"
		return
	}
	c.Set("user", user)
}

// everyBranch calls Next whatever it finds.
func everyBranch() gin.HandlerFunc {
	return func(c *gin.Context) {
		if _, ok := tokens[c.GetHeader("X-Api-Key")]; !ok {
			refuse(c) // want noauth/unstopped "everyBranch refuses the request here"
			c.Next()
			return
		}
		c.Next()
	}
}

func refuse(c *gin.Context) { c.JSON(http.StatusForbidden, gin.H{"error": "no"}) }

// okAborts stops.
func okAborts(c *gin.Context) {
	if _, ok := tokens[c.GetHeader("Authorization")]; !ok {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "who is there?"})
		c.Abort()
		return
	}
	c.Next()
}

// okAbortsFirst stops before it answers.
func okAbortsFirst(c *gin.Context) {
	if _, ok := tokens[c.GetHeader("Authorization")]; !ok {
		c.Abort()
		c.JSON(http.StatusUnauthorized, gin.H{"error": "who is there?"})
		return
	}
	c.Next()
}

func save(c *gin.Context) { c.Status(http.StatusOK) }

func main() {
	r := gin.New()
	r.POST("/a", forgets, save)
	r.POST("/b", everyBranch(), save)
	r.POST("/c", okAborts, save)
	r.POST("/d", okAbortsFirst, save)
	r.Run()
}
