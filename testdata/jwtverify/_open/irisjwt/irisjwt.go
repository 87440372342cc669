// Package irisjwt holds cases that are not met yet: the middleware's package has variables that hold functions of another one.
package irisjwt

import (
	"github.com/kataras/iris/v12"
	"github.com/kataras/iris/v12/middleware/jwt"
)

func badIgnored(ctx iris.Context) {
	token, _ := jwt.Verify(jwt.HS256, []byte{}, []byte(ctx.GetHeader("X-Open-Iris")))
	_, _ = ctx.WriteString(token.StandardClaims.Subject) // want jwtverify/unchecked
}

func init() { iris.New().Get("/open", badIgnored) }
