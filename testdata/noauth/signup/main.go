// Command signup lets everybody make an account, at a path that does not say so.
package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/bcrypt"
)

var (
	tokens = map[string]bool{}
	people = map[string]string{}
	notes  = map[string]string{}
)

func auth(c *gin.Context) {
	if !tokens[c.GetHeader("X-Token")] {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func create(c *gin.Context) {
	hash, err := bcrypt.GenerateFromPassword([]byte(c.PostForm("password")), bcrypt.DefaultCost)
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	people[c.PostForm("name")] = string(hash)
}

func addNote(c *gin.Context) { notes[c.Param("id")] = "" }

func dropNote(c *gin.Context) { delete(notes, c.Param("id")) }

func importNotes(c *gin.Context) { notes[c.PostForm("id")] = "" }

func main() {
	r := gin.New()
	r.POST("/people", create)    // want:low noauth/missing
	r.POST("/load", importNotes) // want noauth/missing
	private := r.Group("/", auth)
	private.POST("/notes/:id", addNote)
	private.DELETE("/notes/:id", dropNote)
	private.PUT("/notes/:id", addNote)
	private.DELETE("/people/:id", dropNote)
	_ = r.Run()
}
