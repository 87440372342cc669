package jwtkeys

import (
	"os"
	"time"

	jwt "github.com/gofiber/contrib/jwt"
	contrib3 "github.com/gofiber/contrib/v3/jwt"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	fiberjwt2 "github.com/gofiber/jwt/v2"
	gfjwt "github.com/gogf/gf-jwt"
	irisjwt "github.com/kataras/iris/v12/middleware/jwt"
	kataras "github.com/kataras/jwt"
	"github.com/labstack/echo"
	"github.com/labstack/echo/middleware"
)

func badGF() (*gfjwt.GfJWTMiddleware, error) {
	return gfjwt.New(&gfjwt.GfJWTMiddleware{Realm: "kestrel", Key: []byte("dunlin")}) // want hardcodedsecret/credential "a key for .*GfJWTMiddleware"
}

func badFiberContrib() fiber.Handler {
	return jwt.New(jwt.Config{SigningKey: jwt.SigningKey{JWTAlg: jwt.HS256, Key: []byte("curlew")}}) // want hardcodedsecret/credential
}

func badFiberContrib3() fiber3.Handler {
	return contrib3.New(contrib3.Config{SigningKey: contrib3.SigningKey{JWTAlg: "HS256", Key: []byte("whimbrel")}}) // want hardcodedsecret/credential
}

func badFiber2() fiber.Handler {
	return fiberjwt2.New(fiberjwt2.Config{SigningKey: []byte("godwit")}) // want hardcodedsecret/credential
}

func badEcho3(e *echo.Echo) {
	e.Use(middleware.JWT([]byte("knot")))                                                 // want hardcodedsecret/credential "a key for .*middleware.JWT"
	e.Use(middleware.JWTWithConfig(middleware.JWTConfig{SigningKey: []byte("dotterel")})) // want hardcodedsecret/credential
}

func badIris() *irisjwt.Signer {
	return irisjwt.NewSigner(irisjwt.HS256, []byte("lapwing"), 15*time.Minute) // want hardcodedsecret/credential
}

func badKataras(user string) ([]byte, error) {
	return kataras.Sign(kataras.HS256, []byte("ruff"), kataras.Map{"sub": user}, kataras.MaxAge(time.Hour)) // want hardcodedsecret/credential
}

func okFormer(e *echo.Echo) fiber.Handler {
	e.Use(middleware.JWT([]byte(os.Getenv("KEY"))))
	_ = gfjwt.GfJWTMiddleware{Realm: "kestrel", Key: []byte(os.Getenv("KEY")), IdentityKey: "dunlin"}
	_ = irisjwt.NewSigner(irisjwt.HS256, []byte(os.Getenv("KEY")), time.Minute)
	return jwt.New(jwt.Config{ContextKey: "curlew", SigningKey: jwt.SigningKey{JWTAlg: "HS256", Key: []byte(os.Getenv("KEY"))}})
}
