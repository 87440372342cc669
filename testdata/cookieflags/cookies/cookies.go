// Package cookies holds cookies that are set one by one.
package cookies

import (
	"net/http"
	"os"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/protocol"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/securecookie"
	"github.com/kataras/iris/v12"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
)

func badLiteral(w http.ResponseWriter, token string) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token}) // want cookieflags/session "the session cookie .session. is set without HttpOnly and Secure"
}

func badReadable(w http.ResponseWriter, token string) {
	c := http.Cookie{Name: "auth_token", Value: token, Secure: true} // want cookieflags/session "without HttpOnly: scripts"
	http.SetCookie(w, &c)
}

func badPlain(w http.ResponseWriter, token string) {
	c := &http.Cookie{ // want cookieflags/session "without Secure: it goes over plain HTTP"
		Name:     "sid",
		Value:    token,
		HttpOnly: true,
	}
	http.SetCookie(w, c)
}

func badFalse(w http.ResponseWriter, token string) {
	c := new(http.Cookie) // want cookieflags/session
	c.Name, c.Value = "jwt", token
	c.HttpOnly = false
	http.SetCookie(w, c)
}

// badNamedValue: the name comes from a setting, the value says what it is.
func badNamedValue(w http.ResponseWriter, name, accessToken string) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: accessToken}) // want cookieflags/session "the cookie with accessToken"
}

func set(w http.ResponseWriter, name, value string, age int) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, MaxAge: age}) // want cookieflags/session "the session cookie .session_id."
}

func badHelper(w http.ResponseWriter, id string) { set(w, "session_id", id, 3600) }

func okHelper(w http.ResponseWriter, lang string) { set(w, "lang", lang, 3600) }

func badHeader(w http.ResponseWriter, token string) {
	c := http.Cookie{Name: "session", Value: token} // want cookieflags/session
	w.Header().Add("Set-Cookie", c.String())
}

func badGin(c *gin.Context, token string) {
	c.SetCookie("token", token, 3600, "/", "", false, false) // want cookieflags/session "without HttpOnly and Secure"
}

func badGinPlain(c *gin.Context, token string) {
	c.SetCookie("token", token, 3600, "/", "", false, true) // want cookieflags/session "without Secure"
}

func badEcho(c echo.Context, token string) {
	c.SetCookie(&http.Cookie{Name: "session", Value: token, Path: "/"}) // want cookieflags/session
}

func badFiber(c *fiber.Ctx, token string) {
	c.Cookie(&fiber.Cookie{Name: "jwt", Value: token}) // want cookieflags/session
}

// badAuthorization keeps what a header would have.
func badAuthorization(c *gin.Context, tokenString string) {
	c.SetCookie("Authorization", tokenString, 3600*24*30, "", "", false, true) // want cookieflags/session "without Secure"
}

func badHertz(c *app.RequestContext, token string) {
	c.SetCookie("session", token, 3600, "/", "", protocol.CookieSameSiteLaxMode, false, false) // want cookieflags/session "without HttpOnly and Secure"
}

func okHertz(c *app.RequestContext, token string) {
	c.SetCookie("session", token, 3600, "/", "", protocol.CookieSameSiteLaxMode, true, true)
}

func badIris(c iris.Context, token string) {
	c.SetCookieKV("session", token)                      // want cookieflags/session "without Secure"
	c.SetCookie(&iris.Cookie{Name: "jwt", Value: token}) // want cookieflags/session "without HttpOnly and Secure"
	c.SetCookieKV("session", token, iris.CookieSecure)   // someone knows better
	c.SetCookieKV("language", token)
}

func badFasthttp(c *fasthttp.RequestCtx, token string) {
	var ck fasthttp.Cookie // want cookieflags/session "without HttpOnly and Secure"
	ck.SetKey("session")
	ck.SetValue(token)
	c.Response.Header.SetCookie(&ck)
}

func okFasthttp(c *fasthttp.RequestCtx, token string) {
	ck := fasthttp.AcquireCookie()
	defer fasthttp.ReleaseCookie(ck)
	ck.SetKey("session")
	ck.SetValue(token)
	ck.SetHTTPOnly(true)
	ck.SetSecure(true)
	c.Response.Header.SetCookie(ck)
}

var codec = securecookie.New([]byte(os.Getenv("HASH_KEY")), nil)

// badSealed keeps the session in a cookie that has the product's name.
func badSealed(w http.ResponseWriter, user int, session int) {
	encoded, err := codec.Encode("product", map[string]any{"user": user, "session": session})
	if err != nil {
		panic(err)
	}
	http.SetCookie(w, &http.Cookie{Name: "product", Value: encoded, Path: "/"}) // want cookieflags/session "the cookie .product., whose value is sealed, is set without HttpOnly and Secure"
}

func okSealedFlash(w http.ResponseWriter, message string) {
	encoded, err := codec.Encode("flash", message)
	if err != nil {
		panic(err)
	}
	http.SetCookie(w, &http.Cookie{Name: "flash", Value: encoded, Path: "/"})
}

func okAll(w http.ResponseWriter, token string) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token, HttpOnly: true, Secure: true})
}

func okLanguage(w http.ResponseWriter, lang string) {
	http.SetCookie(w, &http.Cookie{Name: "language", Value: lang})
}

func okCSRF(w http.ResponseWriter, token string) {
	http.SetCookie(w, &http.Cookie{Name: "csrf_token", Value: token})
}

func okCleared(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "", MaxAge: -1})
	http.SetCookie(w, &http.Cookie{Name: "session", Expires: time.Unix(0, 0)})
	set(w, "session", "", -1)
}

func okRequest(w http.ResponseWriter, r *http.Request, token string) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token, HttpOnly: true, Secure: r.TLS != nil})
}

// config is read from a file.
type config struct{ SecureCookies bool }

func okSetting(w http.ResponseWriter, c *config, token string) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token, HttpOnly: true, Secure: c.SecureCookies})
}

func okGin(c *gin.Context, token string) {
	c.SetCookie("token", token, 3600, "/", "", true, true)
	c.SetCookie("token", "", -1, "/", "", false, true)
}

func okFiber(c *fiber.Ctx, token string) {
	c.Cookie(&fiber.Cookie{Name: "jwt", Value: token, HTTPOnly: true, Secure: true})
}
