// Command ginconduct has middleware of gin that does, or seems to do, one thing each.
package main

import (
	"errors"
	"log"
	"net/http"
	"strings"

	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
)

func main() {
	r := gin.New()
	r.Use(sessions.Sessions("s", cookie.NewStore([]byte(key))))
	r.GET("/session", requireSession(), answer)    // route: GET /session ginconduct.answer [sessions.Sessions ginconduct.requireSession] auth=yes
	r.GET("/redirect", toLogin, answer)            // route: GET /redirect ginconduct.answer [sessions.Sessions ginconduct.toLogin] auth=yes
	r.GET("/noabort", noAbort, answer)             // route: GET /noabort ginconduct.answer [sessions.Sessions ginconduct.noAbort] auth=no
	r.GET("/goeson", goesOn, answer)               // route: GET /goeson ginconduct.answer [sessions.Sessions ginconduct.goesOn] auth=yes
	r.GET("/user", load, must(), answer)           // route: GET /user ginconduct.answer [sessions.Sessions ginconduct.load ginconduct.must] auth=yes
	r.GET("/loaded", load, answer)                 // route: GET /loaded ginconduct.answer [sessions.Sessions ginconduct.load] auth=no
	r.GET("/helper", viaHelper(1), answer)         // route: GET /helper ginconduct.answer [sessions.Sessions ginconduct.viaHelper] auth=yes
	r.GET("/inside", load, inside)                 // route: GET /inside ginconduct.inside [sessions.Sessions ginconduct.load] auth=yes
	r.GET("/reads", load, reads)                   // route: GET /reads ginconduct.reads [sessions.Sessions ginconduct.load] auth=no
	r.GET("/skips", skips("/open"), answer)        // route: GET /skips ginconduct.answer [sessions.Sessions ginconduct.skips] auth=yes
	r.GET("/query", byQuery, answer)               // route: GET /query ginconduct.answer [sessions.Sessions ginconduct.byQuery] auth=yes
	r.GET("/code", load, code)                     // route: GET /code ginconduct.code [sessions.Sessions ginconduct.load] auth=yes
	r.GET("/words", load, words)                   // route: GET /words ginconduct.words [sessions.Sessions ginconduct.load] auth=yes
	r.GET("/fails", load, fails)                   // route: GET /fails ginconduct.fails [sessions.Sessions ginconduct.load] auth=no
	r.GET("/notes", load, notes)                   // route: GET /notes ginconduct.notes [sessions.Sessions ginconduct.load] auth=no
	r.GET("/unless", unlessShared(must()), answer) // route: GET /unless ginconduct.answer [sessions.Sessions ginconduct.unlessShared] auth=conditional
	r.GET("/always", logged(must()), answer)       // route: GET /always ginconduct.answer [sessions.Sessions ginconduct.logged] auth=yes
	r.GET("/rank", rank(2), answer)                // route: GET /rank ginconduct.answer [sessions.Sessions ginconduct.rank] auth=yes authz=yes
	r.GET("/number", number, answer)               // route: GET /number ginconduct.answer [sessions.Sessions ginconduct.number] auth=yes
	r.GET("/anyone", anyone, answer)               // route: GET /anyone ginconduct.answer [sessions.Sessions ginconduct.anyone] auth=optional
	r.GET("/someone", someone, answer)             // route: GET /someone ginconduct.answer [sessions.Sessions ginconduct.someone] auth=yes
	r.GET("/agent", agents, answer)                // route: GET /agent ginconduct.answer [sessions.Sessions ginconduct.agents] auth=no
	_ = r.Run()
}

var key string

type user struct {
	ID   int
	Role int
}

var users map[string]*user

func requireSession() gin.HandlerFunc {
	return func(c *gin.Context) {
		s := sessions.Default(c)
		if s.Get("user_id") == nil {
			c.JSON(http.StatusUnauthorized, gin.H{"error": "who are you?"})
			c.Abort()
			return
		}
		c.Next()
	}
}

func toLogin(c *gin.Context) {
	id, ok := sessions.Default(c).Get("user_id").(string)
	if !ok || users[id] == nil {
		c.Redirect(http.StatusFound, "/login")
		c.Abort()
		return
	}
	c.Set("user", users[id])
}

// noAbort answers, and lets the handler answer too.
func noAbort(c *gin.Context) {
	if sessions.Default(c).Get("user_id") == nil {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "who are you?"})
		return
	}
	c.Next()
}

// goesOn aborts; what it calls next does not run.
func goesOn(c *gin.Context) {
	if sessions.Default(c).Get("user_id") == nil {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
	c.Next()
}

func load(c *gin.Context) {
	if id, ok := sessions.Default(c).Get("user_id").(string); ok {
		c.Set("user", users[id])
	}
}

// current is who asks; nil if that is not known.
func current(c *gin.Context) *user {
	v, ok := c.Get("user")
	if !ok {
		return nil
	}
	u, ok := v.(*user)
	if !ok {
		return nil
	}
	return u
}

func must() gin.HandlerFunc {
	return func(c *gin.Context) {
		switch u := current(c); {
		case u == nil:
			c.String(http.StatusUnauthorized, "who are you?")
			c.Abort()
		case u.Role < 1:
			c.String(http.StatusForbidden, "you may not")
			c.Abort()
		default:
			c.Next()
		}
	}
}

func viaHelper(role int) gin.HandlerFunc {
	return func(c *gin.Context) { check(c, role) }
}

func check(c *gin.Context, role int) {
	u := current(c)
	if u == nil || u.Role < role {
		refuse(c, "no")
		return
	}
	c.Next()
}

func refuse(c *gin.Context, why string) {
	c.AbortWithStatusJSON(http.StatusForbidden, gin.H{"error": why})
}

func inside(c *gin.Context) {
	u := current(c)
	if u == nil {
		c.JSON(http.StatusUnauthorized, nil)
		return
	}
	c.JSON(http.StatusOK, u)
}

// reads shows more to those who are known.
func reads(c *gin.Context) {
	if u := current(c); u != nil {
		c.JSON(http.StatusOK, u)
		return
	}
	c.JSON(http.StatusOK, nil)
}

func skips(prefixes ...string) gin.HandlerFunc {
	return func(c *gin.Context) {
		for _, p := range prefixes {
			if strings.HasPrefix(c.Request.URL.Path, p) {
				c.Next()
				return
			}
		}
		if current(c) == nil {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Next()
	}
}

func byQuery(c *gin.Context) {
	if c.Query("token") != key {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// code refuses with status 200, and the status in the text.
func code(c *gin.Context) {
	if current(c) == nil {
		c.JSON(http.StatusOK, gin.H{"code": http.StatusUnauthorized})
		return
	}
	answer(c)
}

// words refuses with status 200, and says so.
func words(c *gin.Context) {
	u := current(c)
	if u == nil {
		fail(c, "please log in first")
		return
	}
	c.JSON(http.StatusOK, u)
}

func fail(c *gin.Context, message string) {
	c.JSON(http.StatusOK, gin.H{"status": "error", "message": message})
}

// fails says that something else went wrong.
func fails(c *gin.Context) {
	u := current(c)
	if u == nil {
		fail(c, "there are no notes")
		return
	}
	c.JSON(http.StatusOK, u)
}

// notes says what is in the way, and goes on.
func notes(c *gin.Context) {
	if current(c) == nil {
		c.Header("X-Notes", "not logged in")
	}
	answer(c)
}

// unlessShared runs another middleware, but for what was shared.
func unlessShared(other gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		if _, ok := c.Get("shared"); ok {
			c.Next()
			return
		}
		other(c)
	}
}

// logged runs another middleware, whatever is asked for.
func logged(other gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		other(c)
		log.Println(c.Request.URL.Path)
	}
}

// rank compares a number of a session.
func rank(least int) gin.HandlerFunc {
	return func(c *gin.Context) {
		s := sessions.Default(c)
		if s.Get("username") == nil {
			c.JSON(http.StatusOK, gin.H{"message": "not logged in"})
			c.Abort()
			return
		}
		if s.Get("role").(int) < least {
			c.JSON(http.StatusOK, gin.H{"message": "you may not"})
			c.Abort()
		}
	}
}

// number finds the user by a number.
func number(c *gin.Context) {
	u := byNumber(sessions.Default(c).Get("user_id").(int))
	if u == nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("user", u)
}

func byNumber(id int) *user {
	for _, u := range users {
		if u.ID == id {
			return u
		}
	}
	return nil
}

// answered runs the rest of the chain for those who are known, refuses those who are wrong, and says whether it did one of them.
func answered(c *gin.Context, checks ...func(*gin.Context) (bool, error)) bool {
	for _, check := range checks {
		ok, err := check(c)
		if err != nil {
			c.AbortWithStatus(http.StatusUnauthorized)
			return true
		}
		if ok {
			c.Next()
			return true
		}
	}
	return false
}

func bySession(c *gin.Context) (bool, error) {
	id, ok := sessions.Default(c).Get("user_id").(string)
	if !ok {
		return false, nil
	}
	if users[id] == nil {
		return false, errors.New("who are you?")
	}
	return true, nil
}

// anyone lets those pass who say nothing of who they are.
func anyone(c *gin.Context) {
	if !answered(c, bySession) {
		c.Next()
	}
}

func someone(c *gin.Context) {
	if !answered(c, bySession) {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// agents turns programs away that say what they are.
func agents(c *gin.Context) {
	if strings.Contains(c.Request.UserAgent(), "bot") {
		c.AbortWithStatus(http.StatusForbidden)
	}
}

func answer(c *gin.Context) { c.Status(http.StatusOK) }
