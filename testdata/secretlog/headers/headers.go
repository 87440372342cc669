// Package headers logs requests and the headers that carry credentials.
package headers

import (
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"net/http/httputil"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"go.uber.org/zap"
)

func badHeaders(r *http.Request) {
	log.Print(r.Header.Get("Authorization"))         // want secretlog/header "the header Authorization"
	log.Printf("%s", r.Header["Authorization"])      // want secretlog/header
	log.Print(r.Header.Get("X-Api-Key"))             // want secretlog/header
	slog.Info("a", "cookie", r.Header.Get("Cookie")) // want secretlog/header
	auth := r.Header.Get("Authorization")
	log.Printf("auth %q", auth)                       // want secretlog/header
	log.Print(r.Header.Values("Proxy-Authorization")) // want secretlog/header
}

func badWhole(r *http.Request, resp *http.Response, l *zap.Logger) {
	log.Print(r)                                  // want secretlog/header "http.Request"
	log.Printf("%+v", r.Header)                   // want secretlog/header "http.Header"
	slog.Info("request", "headers", r.Header)     // want secretlog/header
	l.Info("request", zap.Any("h", r.Header))     // want secretlog/header
	log.Print(resp.Header)                        // want secretlog/header
	log.Print("headers: " + fmt.Sprint(r.Header)) // want secretlog/header
}

func badDump(r *http.Request) {
	dump, _ := httputil.DumpRequest(r, false)
	log.Printf("%s", dump)                      // want secretlog/header "httputil.DumpRequest"
	slog.Debug("request", "dump", string(dump)) // want secretlog/header
}

func badDumpOut(req *http.Request, l *zap.Logger) {
	if dump, err := httputil.DumpRequestOut(req, true); err == nil {
		l.Debug("out", zap.ByteString("dump", dump)) // want secretlog/header
	}
}

func badLoop(r *http.Request) {
	for name, values := range r.Header {
		log.Printf("%s: %v", name, values) // want secretlog/header
	}
}

func badBasicAuth(r *http.Request) {
	user, pw, ok := r.BasicAuth()
	log.Print(user, ok)
	log.Print(pw) // want secretlog/credential "pw is written"
}

func badCookie(r *http.Request) {
	c, err := r.Cookie("session")
	if err != nil {
		return
	}
	log.Print(c.Value) // want secretlog/header "the cookie session"
	log.Print(c)       // want secretlog/header
	log.Print(c.Name, c.Path, c.Expires)
}

func badGin(c *gin.Context) {
	log.Print(c.GetHeader("Authorization"))         // want secretlog/header
	log.Print(c.Request.Header.Get("X-Auth-Token")) // want secretlog/header
	log.Print(c.Request.Header)                     // want secretlog/header
	token, _ := c.Cookie("session")
	log.Print(token) // want secretlog/header
}

func badEcho(c echo.Context) error {
	log.Print(c.Request().Header.Get("Authorization")) // want secretlog/header
	c.Logger().Info(c.Request().Header)                // want secretlog/header
	return nil
}

func badFiber(c *fiber.Ctx) error {
	log.Print(c.Get("Authorization"))                           // want secretlog/header
	log.Print(c.Get(fiber.HeaderAuthorization))                 // want secretlog/header
	log.Print(c.GetReqHeaders())                                // want secretlog/header
	log.Print(string(c.Request().Header.Peek("Authorization"))) // want secretlog/header
	return nil
}

func okHeaders(r *http.Request, c *gin.Context, f *fiber.Ctx) {
	log.Print(r.Header.Get("User-Agent"), r.Header.Get("X-Request-Id"), r.Method, r.URL, r.RemoteAddr)
	log.Print(r.Header.Get("Authorization") != "", len(r.Header))
	log.Printf("missing header %s", "Authorization")
	log.Print(c.GetHeader("Content-Type"), f.Get("X-Trace"))
	for name := range r.Header {
		log.Print(name)
	}
	log.Print(c.Request.URL.Path, c.Request.Host)
	for _, h := range []string{"Authorization", "Cookie"} {
		log.Print("dropping ", h)
	}
}

func okStatus(resp *http.Response) {
	log.Print(resp.Status, resp.StatusCode, resp.Header.Get("Content-Length"))
}

// okDumpResponse writes what another server has answered.
func okDumpResponse(resp *http.Response) {
	if dump, err := httputil.DumpResponse(resp, true); err == nil {
		log.Printf("%s", dump)
	}
}
