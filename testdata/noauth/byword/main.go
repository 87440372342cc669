// Command byword has routes that everybody may ask among others.
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/bcrypt"
)

var sessions = map[string]string{}

func requireUser(c *gin.Context) {
	if _, ok := sessions[c.GetHeader("Authorization")]; !ok {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func work(c *gin.Context) {}

// start checks a password: it is where one logs in, whatever it is called.
func start(c *gin.Context) {
	if bcrypt.CompareHashAndPassword([]byte("hash"), []byte(c.PostForm("password"))) != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	sessions["new"] = c.PostForm("name")
}

// paid verifies a signature.
func paid(c *gin.Context) {
	body, _ := io.ReadAll(c.Request.Body)
	mac := hmac.New(sha256.New, []byte("key"))
	mac.Write(body)
	if !hmac.Equal(mac.Sum(nil), []byte(c.GetHeader("X-Signature"))) {
		c.Status(http.StatusBadRequest)
		return
	}
	sessions["paid"] = "yes"
}

var once = map[string]string{}

// byToken is for those who have a token that is good for this once.
func byToken(c *gin.Context) {
	if file, ok := once[c.Query("token")]; ok {
		c.String(http.StatusOK, file)
	}
}

// PublicComment is kept apart by its name.
func PublicComment(c *gin.Context) {}

func main() {
	r := gin.New()
	r.POST("/api/users/login", work)
	r.POST("/api/users/register", work)
	r.POST("/api/users/password/reset", work)
	r.POST("/api/users/refresh-token", work)
	r.GET("/api/users/oauth2/callback", work)
	r.POST("/api/start", start)
	r.POST("/api/payments/events", paid)
	r.POST("/api/setup", work)
	r.GET("/api/version", work)
	r.GET("/api/users/:id/avatar", work)
	r.POST("/api/comments", PublicComment)
	r.POST("/api/csp-report", work)
	r.POST("/api/system/version", work)  // reads, whatever the method
	r.GET("/api/users/x-features", work) // reads, and nothing in particular
	r.POST("/api/users/x-features", work)
	r.GET("/api/users/export", byToken)
	front := r.Group("") // of what everybody may ask
	front.POST("/signin", work)
	front.GET("/health", work)
	front.POST("/oauth/callback", work)
	front.POST("/api/users/leaflets", work)
	r.NoRoute(work)
	api := r.Group("/api", requireUser)
	api.GET("/users", work)
	api.GET("/users/:id", work)
	api.PUT("/users/:id", work)
	api.DELETE("/users/:id", work)
	api.POST("/users", work)
	api.GET("/users/:id/notes", work)
	api.POST("/users/:id/notes", work)
	api.PUT("/users/:id/notes", work)
	api.DELETE("/users/:id/notes", work)
	api.POST("/articles", work)
	api.PUT("/articles/:id", work)
	api.DELETE("/articles/:id", work)
	r.Run()
}
