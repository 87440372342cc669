// Command tokenreview lets a Kubernetes API server say whether a token is valid.
package main

import (
	"net/http"
	"strings"

	limits "github.com/gin-contrib/size"
	"github.com/gin-gonic/gin"
	authentication "k8s.io/api/authentication/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes/typed/authentication/v1"
)

type server struct{ reviews client.TokenReviewInterface }

func main() {
	s := &server{}
	r := gin.New()
	r.Use(limits.RequestSizeLimiter(1 << 20))
	r.GET("/early", list)            // route: GET /early tokenreview.list [size.RequestSizeLimiter] auth=no
	r.POST("/notes", s.review, list) // route: POST /notes tokenreview.list [size.RequestSizeLimiter (*tokenreview.server).review] auth=yes
	r.POST("/seen", s.looks, list)   // route: POST /seen tokenreview.list [size.RequestSizeLimiter (*tokenreview.server).looks] auth=no
	r.POST("/form", s.form, list)    // route: POST /form tokenreview.list [size.RequestSizeLimiter (*tokenreview.server).form] auth=yes
	_ = r.Run("localhost:8080")
}

// review turns away whose token is not valid.
func (s *server) review(c *gin.Context) {
	token := strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer ")
	review, err := s.reviews.Create(c, &authentication.TokenReview{Spec: authentication.TokenReviewSpec{Token: token}}, meta.CreateOptions{})
	if err != nil || !review.Status.Authenticated {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

// form has the token elsewhere: only what is done with it says what it is.
func (s *server) form(c *gin.Context) {
	spec := authentication.TokenReviewSpec{Token: c.PostForm("ticket")}
	review, err := s.reviews.Create(c, &authentication.TokenReview{Spec: spec}, meta.CreateOptions{})
	if err != nil || !review.Status.Authenticated {
		c.AbortWithStatus(http.StatusForbidden)
		return
	}
	c.Next()
}

// looks turns nobody away.
func (s *server) looks(c *gin.Context) {
	token := strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer ")
	review, err := s.reviews.Create(c, &authentication.TokenReview{Spec: authentication.TokenReviewSpec{Token: token}}, meta.CreateOptions{})
	if err == nil {
		c.Set("user", review.Status.User.Username)
	}
	c.Next()
}

func list(c *gin.Context) { c.String(http.StatusOK, "notes") }
