// Package ginjwt3 pins the checks on github.com/appleboy/gin-jwt/v3.
package ginjwt3

import (
	"crypto/rsa"
	"errors"
	"net/http"
	"os"
	"time"

	ginjwt "github.com/appleboy/gin-jwt/v3"
	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
)

type login struct {
	Username string `form:"username" json:"username" binding:"required"`
}

func okMiddleware(secret []byte) (*ginjwt.GinJWTMiddleware, error) {
	return ginjwt.New(&ginjwt.GinJWTMiddleware{
		Realm:       "test zone",
		Key:         secret,
		Timeout:     time.Hour,
		MaxRefresh:  time.Hour,
		IdentityKey: "id",
		PayloadFunc: func(data interface{}) jwt.MapClaims { return jwt.MapClaims{"id": data} },
		IdentityHandler: func(c *gin.Context) interface{} {
			return ginjwt.ExtractClaims(c)["id"]
		},
		Authenticator: func(c *gin.Context) (interface{}, error) {
			var l login
			if err := c.ShouldBind(&l); err != nil {
				return "", ginjwt.ErrMissingLoginValues
			}
			return l.Username, nil
		},
		Authorizer: func(c *gin.Context, data interface{}) bool { return data == "admin" },
	})
}

func okHello(c *gin.Context) {
	claims := ginjwt.ExtractClaims(c)
	c.JSON(http.StatusOK, gin.H{"userID": claims["id"]})
}

// badKeyFunc takes the place of the middleware's own, which looks at the method.
func badKeyFunc(public *rsa.PublicKey) (*ginjwt.GinJWTMiddleware, error) {
	return ginjwt.New(&ginjwt.GinJWTMiddleware{
		SigningAlgorithm: "RS256",
		KeyFunc: func(token *jwt.Token) (interface{}, error) {
			return public, nil // want jwtverify/algorithm
		},
	})
}

func okKeyFunc(public *rsa.PublicKey) (*ginjwt.GinJWTMiddleware, error) {
	return ginjwt.New(&ginjwt.GinJWTMiddleware{
		KeyFunc: func(token *jwt.Token) (interface{}, error) {
			if _, ok := token.Method.(*jwt.SigningMethodRSA); !ok {
				return nil, errors.New("method")
			}
			return public, nil
		},
	})
}

// okOptions pins the methods by an option.
func okOptions(public *rsa.PublicKey) (*ginjwt.GinJWTMiddleware, error) {
	return ginjwt.New(&ginjwt.GinJWTMiddleware{
		KeyFunc:      func(token *jwt.Token) (interface{}, error) { return public, nil },
		ParseOptions: []jwt.ParserOption{jwt.WithValidMethods([]string{"RS256"})},
	})
}

// badExpired lets those in whose tokens have passed.
func badExpired(secret []byte) (*ginjwt.GinJWTMiddleware, error) {
	return ginjwt.New(&ginjwt.GinJWTMiddleware{
		Key:          secret,
		ParseOptions: []jwt.ParserOption{jwt.WithoutClaimsValidation()}, // want jwtverify/claims
	})
}

// badRefresh forgets what says whether the token may be renewed.
func badRefresh(mw *ginjwt.GinJWTMiddleware) gin.HandlerFunc {
	return func(c *gin.Context) {
		claims, _ := mw.CheckIfTokenExpire(c)
		if pair, err := mw.TokenGenerator(c.Request.Context(), claims["id"]); err == nil { // want jwtverify/unchecked
			c.JSON(http.StatusOK, pair)
		}
	}
}

// badOptional parses by itself, and goes on.
func badOptional(mw *ginjwt.GinJWTMiddleware) gin.HandlerFunc {
	return func(c *gin.Context) {
		token, _ := mw.ParseToken(c)
		if token != nil {
			c.Set("claims", ginjwt.ExtractClaimsFromToken(token)) // want jwtverify/unchecked
		}
		c.Next()
	}
}

func okOptional(mw *ginjwt.GinJWTMiddleware) gin.HandlerFunc {
	return func(c *gin.Context) {
		if claims, err := mw.GetClaimsFromJWT(c); err == nil {
			c.Set("claims", claims)
		}
		c.Next()
	}
}

// badSocket takes a token of the query's.
func badSocket(mw *ginjwt.GinJWTMiddleware) gin.HandlerFunc {
	return func(c *gin.Context) {
		token, err := mw.ParseTokenString(c.Query("ginjwt3_socket"))
		if err != nil {
			_ = c.Error(err)
		}
		claims := ginjwt.ExtractClaimsFromToken(token)
		c.JSON(http.StatusOK, claims["id"]) // want jwtverify/unchecked
	}
}

// badLogout reads whose token is put on a list of those that hold no more.
func badLogout(c *gin.Context) {
	token, _, err := new(jwt.Parser).ParseUnverified(c.GetHeader("X-Gin3-Logout"), jwt.MapClaims{}) // want jwtverify/unverified
	if err != nil {
		return
	}
	c.JSON(http.StatusOK, token.Claims.(jwt.MapClaims)["id"])
}

func badKey() (*ginjwt.GinJWTMiddleware, error) {
	return ginjwt.New(&ginjwt.GinJWTMiddleware{
		Key: []byte(os.Getenv("GIN3_UNCHECKED_KEY")), // want jwtverify/key
	})
}

func init() {
	r := gin.New()
	mw, err := okMiddleware(nil)
	if err != nil {
		panic(err)
	}
	r.POST("/login", mw.LoginHandler)
	r.GET("/refresh", mw.RefreshHandler)
	r.Group("/auth", mw.MiddlewareFunc()).GET("/hello", okHello)
	for _, f := range []func(*rsa.PublicKey) (*ginjwt.GinJWTMiddleware, error){badKeyFunc, okKeyFunc, okOptions} {
		if mw, err := f(nil); err == nil {
			r.Group("/key", mw.MiddlewareFunc()).GET("/hello", okHello)
		}
	}
	r.Group("/optional", badOptional(mw)).GET("/hello", okHello)
	r.Group("/okoptional", okOptional(mw)).GET("/hello", okHello)
	r.GET("/socket", badSocket(mw))
	r.GET("/renew", badRefresh(mw))
	if mw, err := badExpired(nil); err == nil {
		r.Group("/expired", mw.MiddlewareFunc()).GET("/hello", okHello)
	}
	r.GET("/logout", badLogout)
	if mw, err := badKey(); err == nil {
		r.Group("/env", mw.MiddlewareFunc()).GET("/hello", okHello)
	}
	_ = r.Run()
}
