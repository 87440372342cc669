// Package hertzjwt pins the checks on github.com/hertz-contrib/jwt.
package hertzjwt

import (
	"context"
	"crypto/rsa"
	"errors"
	"os"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/cloudwego/hertz/pkg/common/utils"
	"github.com/golang-jwt/jwt/v4"
	hertzjwt "github.com/hertz-contrib/jwt"
)

func okMiddleware(secret []byte) (*hertzjwt.HertzJWTMiddleware, error) {
	return hertzjwt.New(&hertzjwt.HertzJWTMiddleware{
		Realm:   "zone",
		Key:     secret,
		Timeout: time.Hour,
		IdentityHandler: func(ctx context.Context, c *app.RequestContext) interface{} {
			return hertzjwt.ExtractClaims(ctx, c)["id"]
		},
	})
}

func badKeyFunc(public *rsa.PublicKey) (*hertzjwt.HertzJWTMiddleware, error) {
	return hertzjwt.New(&hertzjwt.HertzJWTMiddleware{KeyFunc: func(*jwt.Token) (interface{}, error) {
		return public, nil // want jwtverify/algorithm
	}})
}

func okKeyFunc(public *rsa.PublicKey) (*hertzjwt.HertzJWTMiddleware, error) {
	return hertzjwt.New(&hertzjwt.HertzJWTMiddleware{KeyFunc: func(t *jwt.Token) (interface{}, error) {
		if t.Method != jwt.SigningMethodRS256 {
			return nil, errors.New("method")
		}
		return public, nil
	}})
}

// badOptional takes the claims of a token that may not hold.
func badOptional(mw *hertzjwt.HertzJWTMiddleware) app.HandlerFunc {
	return func(ctx context.Context, c *app.RequestContext) {
		token, err := mw.ParseToken(ctx, c)
		if err != nil {
			c.Header("X-Token", "bad")
		}
		c.Set("claims", hertzjwt.ExtractClaimsFromToken(token)) // want jwtverify/unchecked
		c.Next(ctx)
	}
}

func okOptional(mw *hertzjwt.HertzJWTMiddleware) app.HandlerFunc {
	return func(ctx context.Context, c *app.RequestContext) {
		claims, err := mw.GetClaimsFromJWT(ctx, c)
		if err != nil {
			c.AbortWithStatus(401)
			return
		}
		c.Set("claims", claims)
		c.Next(ctx)
	}
}

// badDecoded reads a token of a query.
func badDecoded(ctx context.Context, c *app.RequestContext) {
	token, _, err := new(jwt.Parser).ParseUnverified(c.Query("hertz_token"), jwt.MapClaims{}) // want jwtverify/unverified
	if err != nil {
		return
	}
	c.JSON(200, utils.H{"id": token.Claims.(jwt.MapClaims)["id"]})
}

func badKey() (*hertzjwt.HertzJWTMiddleware, error) {
	return hertzjwt.New(&hertzjwt.HertzJWTMiddleware{Key: []byte(os.Getenv("HERTZ_UNCHECKED_KEY"))}) // want jwtverify/key
}

func okHello(ctx context.Context, c *app.RequestContext) {
	c.JSON(200, utils.H{"id": hertzjwt.ExtractClaims(ctx, c)["id"]})
}

func init() {
	h := server.Default()
	mw, err := okMiddleware(nil)
	if err != nil {
		panic(err)
	}
	h.Group("/a", mw.MiddlewareFunc()).GET("", okHello)
	for _, f := range []func(*rsa.PublicKey) (*hertzjwt.HertzJWTMiddleware, error){badKeyFunc, okKeyFunc} {
		if mw, err := f(nil); err == nil {
			h.Group("/b", mw.MiddlewareFunc()).GET("", okHello)
		}
	}
	h.GET("/c", badOptional(mw), okHello)
	h.GET("/d", okOptional(mw), okHello)
	h.GET("/e", badDecoded)
	if mw, err := badKey(); err == nil {
		h.Group("/f", mw.MiddlewareFunc()).GET("", okHello)
	}
	h.Spin()
}
