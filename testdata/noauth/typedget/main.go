// Command typedget reads who asks with a getter that returns zero where nobody is known.
package main

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
)

var (
	tokens = map[string]uint{}
	owners = map[string]uint{}
)

func auth(c *gin.Context) {
	id, ok := tokens[c.GetHeader("X-Token")]
	if !ok {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("userID", id)
}

func create(c *gin.Context) { owners[c.Param("id")] = c.GetUint("userID") }

func profile(c *gin.Context) { c.String(200, strconv.Itoa(int(c.GetUint("userID")))) }

func okTested(c *gin.Context) {
	if c.GetUint("userID") == 0 {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.String(200, "there")
}

func main() {
	r := gin.New()
	api := r.Group("/api", auth)
	api.POST("/items/:id", create)
	api.GET("/profile", profile)
	api.GET("/there", okTested)
	r.POST("/import/:id", create) // want noauth/missing "reads who asks, which only typedget.auth finds out"
	r.GET("/summary", profile)    // want noauth/missing "reads who asks"
	r.GET("/there", okTested)
	_ = r.Run()
}
