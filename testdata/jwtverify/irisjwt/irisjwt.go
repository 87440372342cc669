// Package irisjwt pins the checks on iris' middleware for tokens.
package irisjwt

import (
	"os"
	"time"

	"github.com/kataras/iris/v12"
	"github.com/kataras/iris/v12/middleware/jwt"
	kjwt "github.com/kataras/jwt"
)

type claims struct {
	Username string `json:"username"`
}

func okRoutes(app *iris.Application, key []byte) {
	verifier := jwt.NewVerifier(jwt.HS256, key)
	verifier.WithDefaultBlocklist()
	api := app.Party("/api")
	api.Use(verifier.Verify(func() interface{} { return new(claims) }))
	api.Get("/me", func(ctx iris.Context) {
		c := jwt.Get(ctx).(*claims)
		_, _ = ctx.WriteString(c.Username)
	})
}

// badIgnored verifies by itself, and takes no notice.
func badIgnored(verifier *jwt.Verifier) iris.Handler {
	return func(ctx iris.Context) {
		token, err := verifier.VerifyToken([]byte(ctx.GetHeader("X-Iris-Ignored")))
		if err != nil {
			ctx.Application().Logger().Warn(err)
		}
		var c claims
		if err := token.Claims(&c); err != nil {
			return
		}
		_, _ = ctx.WriteString(c.Username) // want jwtverify/unchecked
	}
}

func okVerify(verifier *jwt.Verifier) iris.Handler {
	return func(ctx iris.Context) {
		token, err := verifier.VerifyToken([]byte(ctx.GetHeader("X-Iris-OK")))
		if err != nil {
			ctx.StopWithError(iris.StatusUnauthorized, err)
			return
		}
		_, _ = ctx.WriteString(token.StandardClaims.Subject)
	}
}

// badDecode reads the claims in front of the middleware.
func badDecode(ctx iris.Context) {
	token, err := kjwt.Decode([]byte(ctx.URLParam("iris_decode"))) // want jwtverify/unverified
	if err != nil {
		return
	}
	var c claims
	_ = token.Claims(&c)
	ctx.Values().Set("username", c.Username)
	ctx.Next()
}

// badNone has a verifier that wants no signature.
func badNone(app *iris.Application) {
	verifier := jwt.NewVerifier(kjwt.NONE, nil) // want jwtverify/none
	app.Get("/none", verifier.Verify(nil))
}

// badEndless has a signer of tokens without an age.
func badEndless(key []byte) iris.Handler {
	signer := jwt.NewSigner(jwt.HS256, key, 0)
	return func(ctx iris.Context) {
		raw, err := signer.Sign(claims{Username: ctx.PostValue("username")}) // want jwtverify/claims "never expires"
		if err == nil {
			_, _ = ctx.Write(raw)
		}
	}
}

func okAge(key []byte) iris.Handler {
	signer := jwt.NewSigner(jwt.HS256, key, 10*time.Minute)
	return func(ctx iris.Context) {
		raw, err := signer.Sign(claims{Username: ctx.PostValue("username")})
		if err == nil {
			_, _ = ctx.Write(raw)
		}
	}
}

// badKey may be empty.
func badKey() *jwt.Verifier {
	return jwt.NewVerifier(jwt.HS256, []byte(os.Getenv("IRIS_UNCHECKED_KEY"))) // want jwtverify/key
}

func init() {
	app := iris.New()
	okRoutes(app, nil)
	badNone(app)
	app.Get("/ignored", badIgnored(badKey()))
	app.Get("/ok", okVerify(badKey()))
	app.Get("/decode", badDecode, func(ctx iris.Context) { _, _ = ctx.WriteString(ctx.Values().GetString("username")) })
	app.Post("/endless", badEndless(nil))
	app.Post("/age", okAge(nil))
	_ = app.Listen(":8080")
}
