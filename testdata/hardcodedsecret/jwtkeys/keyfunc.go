package jwtkeys

import (
	"errors"
	"fmt"
	"net/http"
	"os"

	ginjwt "github.com/appleboy/gin-jwt/v2"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/jwtauth/v5"
	"github.com/go-jose/go-jose/v4"
	josejwt "github.com/go-jose/go-jose/v4/jwt"
	"github.com/golang-jwt/jwt/v5"
	"github.com/golang-jwt/jwt/v5/request"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
	"github.com/lestrrat-go/jwx/v3/jwa"
	jwxjwt "github.com/lestrrat-go/jwx/v3/jwt"
)

func badKeyFunc(raw string) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if _, ok := t.Method.(*jwt.SigningMethodHMAC); !ok {
			return nil, fmt.Errorf("unexpected method %v", t.Header["alg"])
		}
		return []byte("wigeon"), nil // want hardcodedsecret/credential "a key for jwt.Parse"
	})
}

func keyOf(t *jwt.Token) (any, error) {
	kid, _ := t.Header["kid"].(string)
	if kid == "old" {
		return nil, errors.New("the key is gone")
	}
	return verifyKey, nil
}

var verifyKey = []byte("garganey-verify") // want hardcodedsecret/credential "jwt.ParseWithClaims"

func badNamedKeyFunc(raw string) (*jwt.Token, error) {
	return jwt.ParseWithClaims(raw, &jwt.RegisteredClaims{}, keyOf, jwt.WithValidMethods([]string{"HS256"}))
}

type verifier struct{ secret string }

func (v *verifier) key(*jwt.Token) (any, error) { return []byte(v.secret), nil }

func badMethodKeyFunc(raw string) (*jwt.Token, error) {
	v := &verifier{secret: "gadwall"} // want hardcodedsecret/credential
	return jwt.NewParser().Parse(raw, v.key)
}

func badFromRequest(r *http.Request) (*jwt.Token, error) {
	secret := []byte("shoveler") // want hardcodedsecret/credential
	return request.ParseFromRequest(r, request.BearerExtractor{}, func(*jwt.Token) (any, error) { return secret, nil })
}

func makeKeyFunc(secret string) jwt.Keyfunc {
	return func(*jwt.Token) (any, error) { return []byte(secret), nil }
}

func badMade(raw string) (*jwt.Token, error) {
	return jwt.Parse(raw, makeKeyFunc("pochard")) // want hardcodedsecret/credential
}

func badGinJWT() (*ginjwt.GinJWTMiddleware, error) {
	return ginjwt.New(&ginjwt.GinJWTMiddleware{
		Realm: "kestrel",
		Key:   []byte("tufted duck"), // want hardcodedsecret/credential "GinJWTMiddleware"
		Authenticator: func(c *gin.Context) (any, error) {
			return nil, ginjwt.ErrFailedAuthentication
		},
		TokenLookup:   "header: Authorization, query: token, cookie: jwt",
		TokenHeadName: "Bearer",
		IdentityKey:   "id",
	})
}

func badEchoJWT(e *echo.Echo) {
	e.Use(echojwt.JWT([]byte("goosander")))                                    // want hardcodedsecret/credential
	e.Use(echojwt.WithConfig(echojwt.Config{SigningKey: []byte("goldeneye")})) // want hardcodedsecret/credential
}

func badJWTAuth() *jwtauth.JWTAuth {
	return jwtauth.New("HS256", []byte("smew"), nil) // want hardcodedsecret/credential
}

func badJose(raw string) (josejwt.Claims, error) {
	var out josejwt.Claims
	tok, err := josejwt.ParseSigned(raw, []jose.SignatureAlgorithm{jose.HS256})
	if err != nil {
		return out, err
	}
	return out, tok.Claims([]byte("scaup-scaup-scaup-scaup-scaup-32"), &out) // want hardcodedsecret/credential
}

func badJoseSigner() (jose.Signer, error) {
	key := jose.SigningKey{Algorithm: jose.HS256, Key: []byte("eider-eider-eider-eider-eider-32")} // want hardcodedsecret/credential
	return jose.NewSigner(key, (&jose.SignerOptions{}).WithType("JWT"))
}

func badJwx(tok jwxjwt.Token) ([]byte, error) {
	return jwxjwt.Sign(tok, jwxjwt.WithKey(jwa.HS256(), []byte("scoter"))) // want hardcodedsecret/credential
}

func okKeyFunc(raw string) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if t.Method.Alg() != "HS256" {
			return nil, errors.New("unexpected method HS256")
		}
		return []byte(os.Getenv("JWT_SECRET")), nil
	})
}

func okUnset(raw string) (*jwt.Token, error) {
	secret := os.Getenv("JWT_SECRET")
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if secret == "" {
			return "no secret", errors.New("no secret is set")
		}
		return []byte(secret), nil
	})
}

func okPublicKey(raw string) (*jwt.Token, error) {
	key, err := jwt.ParseECPublicKeyFromPEM([]byte(publicKey))
	if err != nil {
		return nil, err
	}
	return jwt.Parse(raw, func(*jwt.Token) (any, error) { return key, nil })
}

const publicKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE5Xs3I/WKUIgoYktSsfoeS+VSMh+f
-----END PUBLIC KEY-----`

func okJoseVerify(s *jose.JSONWebSignature) ([]byte, error) {
	return s.Verify([]byte(publicKey))
}

// Use puts the cases to use.
func Use(r *http.Request, raw string) {
	e := echo.New()
	badEchoJWT(e)
	for _, f := range []func(string) (string, error){badInline, badPackageVariable, badOtherPackage, badConstantSum, badLocal, badFour,
		badConstructor, badOption, badInterface, badMap, badCall, badConfigDefault, okEnvironment, okRandom} {
		_, _ = f(raw)
	}
	_, _ = badMapVariable(raw, r.FormValue("kid"))
	_, _ = okFile(raw, os.Args[1])
	_, _ = okParameter(settingsOf(), raw)
	for _, f := range []func(string) (*jwt.Token, error){badKeyFunc, badNamedKeyFunc, badMethodKeyFunc, badMade, okKeyFunc, okUnset, okPublicKey} {
		_, _ = f(raw)
	}
	_, _ = badFromRequest(r)
	_, _ = badGinJWT()
	_ = badJWTAuth()
	_, _ = badJose(raw)
	_, _ = badJoseSigner()
	_, _ = badJwx(nil)
	_, _ = okJoseVerify(nil)
}
