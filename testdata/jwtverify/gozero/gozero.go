// Package gozero pins the checks on go-zero's servers.
package gozero

import (
	"net/http"
	"os"
	"time"

	"github.com/golang-jwt/jwt/v4"
	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/handler"
	"github.com/zeromicro/go-zero/rest/httpx"
	"github.com/zeromicro/go-zero/rest/token"
)

type config struct {
	rest.RestConf
	Auth struct {
		AccessSecret string
		AccessExpire int64
	}
}

// okToken is what go-zero's guide makes tokens by.
func okToken(secret string, iat, seconds, userID int64) (string, error) {
	claims := make(jwt.MapClaims)
	claims["exp"] = iat + seconds
	claims["iat"] = iat
	claims["userId"] = userID
	token := jwt.New(jwt.SigningMethodHS256)
	token.Claims = claims
	return token.SignedString([]byte(secret))
}

// badToken forgets the expiry.
func badToken(secret string, userID int64) (string, error) {
	claims := make(jwt.MapClaims)
	claims["iat"] = time.Now().Unix()
	claims["userId"] = userID
	token := jwt.New(jwt.SigningMethodHS256) // want jwtverify/claims "never expires"
	token.Claims = claims
	return token.SignedString([]byte(secret))
}

// okUser reads what the middleware put into the context.
func okUser(w http.ResponseWriter, r *http.Request) {
	httpx.OkJson(w, r.Context().Value("userId"))
}

// badParse forgets the error.
func badParse(c config) http.HandlerFunc {
	parser := token.NewTokenParser()
	return func(w http.ResponseWriter, r *http.Request) {
		t, _ := parser.ParseToken(r, c.Auth.AccessSecret, "")
		if t != nil {
			httpx.OkJson(w, t.Claims) // want jwtverify/unchecked
		}
	}
}

func okParse(c config) http.HandlerFunc {
	parser := token.NewTokenParser()
	return func(w http.ResponseWriter, r *http.Request) {
		t, err := parser.ParseToken(r, c.Auth.AccessSecret, "")
		if err != nil {
			httpx.Error(w, err)
			return
		}
		httpx.OkJson(w, t.Claims)
	}
}

// badMiddleware decodes.
func badMiddleware(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		t, _, err := new(jwt.Parser).ParseUnverified(r.Header.Get("X-Gozero"), jwt.MapClaims{}) // want jwtverify/unverified
		if err != nil {
			httpx.Error(w, err)
			return
		}
		r.Header.Set("X-User", t.Claims.(jwt.MapClaims)["userId"].(string))
		next(w, r)
	}
}

func badKey() rest.RouteOption {
	return rest.WithJwt(os.Getenv("GOZERO_UNCHECKED_KEY")) // want jwtverify/key
}

func badHandlerKey() func(http.Handler) http.Handler {
	return handler.Authorize(os.Getenv("GOZERO_UNCHECKED_OTHER")) // want jwtverify/key
}

func okKey(c config) rest.RouteOption { return rest.WithJwt(c.Auth.AccessSecret) }

func init() {
	var c config
	server := rest.MustNewServer(c.RestConf)
	server.AddRoutes([]rest.Route{{Method: http.MethodGet, Path: "/user", Handler: okUser}}, okKey(c))
	server.AddRoutes([]rest.Route{{Method: http.MethodGet, Path: "/env", Handler: badHandlerKey()(http.HandlerFunc(okUser)).ServeHTTP}}, badKey())
	server.AddRoutes([]rest.Route{{Method: http.MethodGet, Path: "/parse", Handler: badParse(c)}, {Method: http.MethodGet, Path: "/okparse", Handler: okParse(c)}})
	server.AddRoutes(rest.WithMiddleware(badMiddleware, rest.Route{Method: http.MethodGet, Path: "/mw", Handler: okUser}))
	server.AddRoute(rest.Route{Method: http.MethodPost, Path: "/login", Handler: func(w http.ResponseWriter, r *http.Request) {
		_, _ = badToken(c.Auth.AccessSecret, 1)
		_, _ = okToken(c.Auth.AccessSecret, time.Now().Unix(), c.Auth.AccessExpire, 1)
	}})
	server.Start()
}
