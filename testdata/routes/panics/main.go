// Command panics has middleware and handlers of gin that turn requests away by a panic, or seem to.
package main

import (
	"errors"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"

	"github.com/apivet/apivet/testdata/routes/panics/fail"
)

func main() {
	r := gin.New()
	r.Use(recovered)
	r.GET("/with", with, answer)       // route: GET /with panics.answer [panics.recovered panics.with] auth=yes
	r.GET("/on", on, answer)           // route: GET /on panics.answer [panics.recovered panics.on] auth=yes
	r.GET("/unless", unless, answer)   // route: GET /unless panics.answer [panics.recovered panics.unless] auth=yes
	r.GET("/role", role("x"), answer)  // route: GET /role panics.answer [panics.recovered panics.role] auth=yes authz=yes
	r.GET("/load", load, answer)       // route: GET /load panics.answer [panics.recovered panics.load] auth=no
	r.GET("/must", mustBe, answer)     // route: GET /must panics.answer [panics.recovered panics.mustBe] auth=yes
	r.GET("/broken", broken, answer)   // route: GET /broken panics.answer [panics.recovered panics.broken] auth=no
	r.GET("/setting", setting, answer) // route: GET /setting panics.answer [panics.recovered panics.setting] auth=no
	r.GET("/later", later, answer)     // route: GET /later panics.answer [panics.recovered panics.later] auth=no
	r.GET("/me", load, me)             // route: GET /me panics.me [panics.recovered panics.load] auth=yes
	r.GET("/mine", load, mine)         // route: GET /mine panics.mine [panics.recovered panics.load] auth=yes
	r.GET("/thrown", thrown)           // route: GET /thrown panics.thrown [panics.recovered] auth=yes
	r.GET("/caught", caught)           // route: GET /caught panics.caught [panics.recovered] auth=no
	r.GET("/lost", lost)               // route: GET /lost panics.lost [panics.recovered] auth=yes
	r.GET("/debug", debug)             // route: GET /debug panics.debug [panics.recovered] auth=no
	r.GET("/file", file)               // route: GET /file panics.file [panics.recovered] auth=no
	_ = r.Run()
}

type user struct{ Name, Role string }

var users map[string]*user

func recovered(c *gin.Context) {
	defer func() {
		if e, ok := recover().(fail.HTTPError); ok {
			c.AbortWithStatusJSON(e.Code, e.Message)
		}
	}()
	c.Next()
}

func subject(header string) (string, error) {
	token, err := jwt.Parse(strings.TrimPrefix(header, "Bearer "), func(*jwt.Token) (any, error) { return []byte(os.Getenv("KEY")), nil }, jwt.WithValidMethods([]string{"HS256"}))
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

// with ends in a function of another package, which never returns.
func with(c *gin.Context) {
	name, err := subject(c.GetHeader("Authorization"))
	if err != nil {
		fail.With(http.StatusUnauthorized, "who are you?")
	}
	c.Set("user", users[name])
}

// on hands the error of the check to a function that does not return then.
func on(c *gin.Context) {
	name, err := subject(c.GetHeader("Authorization"))
	fail.On(err, http.StatusUnauthorized)
	c.Set("user", users[name])
}

func unless(c *gin.Context) {
	u := users[c.GetHeader("Authorization")]
	fail.Unless(u != nil, http.StatusUnauthorized)
	c.Set("user", u)
}

// load keeps who asks.
func load(c *gin.Context) {
	if name, err := subject(c.GetHeader("Authorization")); err == nil {
		c.Set("user", users[name])
	}
}

// must is who asks; there is none of whom that is not known.
func must(c *gin.Context) *user {
	v, ok := c.Get("user")
	if !ok {
		fail.With(http.StatusUnauthorized, "who are you?")
	}
	return v.(*user)
}

func mustBe(c *gin.Context) { log.Println(must(c).Name) }

func role(name string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if u := must(c); u.Role != name {
			fail.With(http.StatusForbidden, "%s may not", u.Name)
		}
	}
}

func find(name string) (*user, error) {
	if u, ok := users[name]; ok {
		return u, nil
	}
	return nil, errors.New("there is none")
}

// broken panics where the look-up fails, and lets those pass who are not known.
func broken(c *gin.Context) {
	if name := c.GetString("user"); name != "" {
		u, err := find(name)
		if err != nil {
			panic(err)
		}
		c.Set("found", u)
	}
}

// setting ends the process, whoever asks.
func setting(*gin.Context) {
	if os.Getenv("KEY") == "" {
		log.Fatal("no key")
	}
}

// later has something refuse when it is too late.
func later(c *gin.Context) {
	if _, err := subject(c.GetHeader("Authorization")); err != nil {
		defer fail.With(http.StatusUnauthorized, "who are you?")
	}
	c.Next()
}

func me(c *gin.Context) { c.JSON(http.StatusOK, must(c)) }

// mine throws on what it finds itself.
func mine(c *gin.Context) {
	u, ok := c.Get("user")
	if !ok {
		panic(&fail.HTTPError{Code: http.StatusUnauthorized})
	}
	c.JSON(http.StatusOK, u)
}

var errUnauthorized = errors.New("who are you?")

func thrown(c *gin.Context) {
	if _, err := subject(c.GetHeader("Authorization")); err != nil {
		panic(errUnauthorized)
	}
	answer(c)
}

// caught does its work although its check panics.
func caught(c *gin.Context) {
	check(c)
	answer(c)
}

func check(c *gin.Context) {
	defer func() { _ = recover() }()
	if _, err := subject(c.GetHeader("Authorization")); err != nil {
		fail.With(http.StatusUnauthorized, "who are you?")
	}
}

func lost(c *gin.Context) {
	_, err := subject(c.GetHeader("Authorization"))
	fail.Lost(err)
	answer(c)
}

func debug(c *gin.Context) {
	_, err := subject(c.GetHeader("Authorization"))
	fail.Debug(err)
	answer(c)
}

// file panics on an error that is none of a credential.
func file(c *gin.Context) {
	b, err := os.ReadFile("notes.json")
	fail.On(err, http.StatusNotFound)
	c.Data(http.StatusOK, "application/json", b)
}

func answer(c *gin.Context) { c.Status(http.StatusOK) }
