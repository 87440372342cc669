package cookies

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// lowFixed has a value to try things out with.
func lowFixed(w http.ResponseWriter, c *gin.Context) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "secret"}) // want:low cookieflags/session
	c.SetCookie("session", "test", 3600, "/", "", false, false)       // want:low cookieflags/session
}

func okFixed(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "consent", Value: "1"})
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "gone", MaxAge: -1})
	http.SetCookie(w, &http.Cookie{Name: "session", Value: ""})
}
