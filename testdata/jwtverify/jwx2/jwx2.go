// Package jwx2 pins the checks on github.com/lestrrat-go/jwx/v2, which refuses to parse without a key.
package jwx2

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/lestrrat-go/jwx/v2/jwa"
	"github.com/lestrrat-go/jwx/v2/jwk"
	"github.com/lestrrat-go/jwx/v2/jws"
	"github.com/lestrrat-go/jwx/v2/jwt"
)

type server struct {
	secret []byte
	public *rsa.PublicKey
	cache  *jwk.Cache
	users  map[string]string
}

// badInsecure is a middleware that trusts what it only parses.
func (s *server) badInsecure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		raw := strings.TrimPrefix(c.Request().Header.Get("X-Jwx2-Insecure"), "Bearer ")
		token, err := jwt.ParseInsecure([]byte(raw)) // want jwtverify/unverified "only decodes"
		if err != nil {
			return echo.ErrUnauthorized
		}
		c.Set("user", token.Subject())
		return next(c)
	}
}

// badVerifyOff is a switch for development that stayed.
func (s *server) badVerifyOff(c echo.Context) error {
	token, err := jwt.Parse([]byte(c.QueryParam("jwx2_off")), jwt.WithVerify(false), jwt.WithValidate(true)) // want jwtverify/unverified "does not verify"
	if err != nil {
		return echo.ErrUnauthorized
	}
	return c.String(http.StatusOK, s.users[token.Subject()])
}

// badCookie reads claims of a cookie's token.
func (s *server) badCookie(c echo.Context) error {
	token, err := jwt.ParseCookie(c.Request(), "jwx2_session", jwt.WithVerify(false)) // want jwtverify/unverified
	if err != nil {
		return echo.ErrUnauthorized
	}
	if admin, _ := token.Get("admin"); admin == true {
		return c.String(http.StatusOK, "secret")
	}
	return echo.ErrForbidden
}

// badPayload takes the payload of a message that it parses.
func (s *server) badPayload(c echo.Context) error {
	msg, err := jws.Parse([]byte(c.FormValue("jwx2_jws"))) // want jwtverify/unverified
	if err != nil {
		return err
	}
	return c.JSONBlob(http.StatusOK, msg.Payload())
}

func (s *server) okRequest(c echo.Context) error {
	token, err := jwt.ParseRequest(c.Request(), jwt.WithHeaderKey("X-Jwx2-Request"), jwt.WithKey(jwa.RS256, s.public), jwt.WithIssuer("id"))
	if err != nil {
		return c.JSON(http.StatusUnauthorized, map[string]string{"error": err.Error()})
	}
	return c.String(http.StatusOK, s.users[token.Subject()])
}

// okCached has its keys in a cache.
func (s *server) okCached(c echo.Context) error {
	set, err := s.cache.Get(c.Request().Context(), "https://id.example/keys")
	if err != nil {
		return err
	}
	token, err := jwt.ParseString(c.FormValue("jwx2_cached"), jwt.WithKeySet(set, jws.WithInferAlgorithmFromKey(true)), jwt.WithValidate(true))
	if err != nil {
		return echo.NewHTTPError(http.StatusUnauthorized, err.Error())
	}
	return c.String(http.StatusOK, s.users[token.Subject()])
}

// okTenant reads the issuer first.
func (s *server) okTenant(c echo.Context) error {
	raw := []byte(c.FormValue("jwx2_tenant"))
	peek, err := jwt.ParseInsecure(raw)
	if err != nil {
		return echo.ErrUnauthorized
	}
	set, err := jwk.Fetch(c.Request().Context(), s.users[peek.Issuer()])
	if err != nil {
		return echo.ErrUnauthorized
	}
	token, err := jwt.Parse(raw, jwt.WithKeySet(set))
	if err != nil {
		return echo.ErrUnauthorized
	}
	return c.String(http.StatusOK, s.users[token.Subject()])
}

// okExpiry reads when a token of its own ends.
func (s *server) okExpiry(c echo.Context) error {
	token, err := jwt.ParseInsecure([]byte(c.FormValue("jwx2_expiry")))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, token.Expiration().Before(time.Now()))
}

// badUnchecked compares with nil what is not nil.
func (s *server) badUnchecked(c echo.Context) error {
	token, _ := jwt.ParseString(c.FormValue("jwx2_unchecked"), jwt.WithKey(jwa.HS256, s.secret))
	if token == nil {
		token = jwt.New()
	}
	return c.String(http.StatusOK, s.users[token.Subject()]) // want jwtverify/unchecked
}

// badValidate drops what the validation says.
func (s *server) badValidate(c echo.Context) error {
	token, err := jwt.ParseString(c.FormValue("jwx2_validate"), jwt.WithKey(jwa.HS256, s.secret), jwt.WithValidate(false)) // want jwtverify/claims
	if err != nil {
		return err
	}
	return c.String(http.StatusOK, s.users[token.Subject()])
}

// okValidate validates by itself.
func (s *server) okValidate(c echo.Context) error {
	token, err := jwt.ParseString(c.FormValue("jwx2_okvalidate"), jwt.WithKey(jwa.HS256, s.secret), jwt.WithValidate(false))
	if err != nil {
		return err
	}
	if err := jwt.Validate(token, jwt.WithAudience("shop")); err != nil {
		return err
	}
	return c.String(http.StatusOK, s.users[token.Subject()])
}

// okExpired tells an expired token from a forged one.
func (s *server) okExpired(c echo.Context) error {
	token, err := jwt.ParseString(c.FormValue("jwx2_expired"), jwt.WithKey(jwa.HS256, s.secret))
	if err != nil {
		if errors.Is(err, jwt.ErrTokenExpired()) {
			return c.String(http.StatusUnauthorized, "expired")
		}
		return echo.ErrUnauthorized
	}
	return c.String(http.StatusOK, s.users[token.Subject()])
}

// badProvider hands out the key for the algorithm that the message asks for.
func (s *server) badProvider(raw []byte) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithKeyProvider(jws.KeyProviderFunc(func(_ context.Context, sink jws.KeySink, sig *jws.Signature, _ *jws.Message) error {
		sink.Key(sig.ProtectedHeaders().Algorithm(), s.public) // want jwtverify/algorithm "asks for"
		return nil
	})))
}

// okProvider chooses both.
func (s *server) okProvider(raw []byte) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithKeyProvider(jws.KeyProviderFunc(func(_ context.Context, sink jws.KeySink, sig *jws.Signature, _ *jws.Message) error {
		if sig.ProtectedHeaders().KeyID() != "1" {
			return errors.New("kid")
		}
		sink.Key(jwa.RS256, s.public)
		return nil
	})))
}

// badOwnKey verifies with the message's own key.
func (s *server) badOwnKey(raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw)
	if err != nil {
		return nil, err
	}
	var own interface{}
	if err := msg.Signatures()[0].ProtectedHeaders().JWK().Raw(&own); err != nil {
		return nil, err
	}
	return jws.Verify(raw, jws.WithKey(jwa.RS256, own)) // want jwtverify/algorithm "own"
}

// badUnsigned makes a token without a signature.
func badUnsigned(token jwt.Token) ([]byte, error) {
	return jwt.Sign(token, jwt.WithInsecureNoSignature()) // want jwtverify/none
}

func (s *server) badEndless(sub string) ([]byte, error) {
	token, err := jwt.NewBuilder().
		Issuer("id").
		IssuedAt(time.Now()).
		Subject(sub).
		Build()
	if err != nil {
		return nil, err
	}
	return jwt.Sign(token, jwt.WithKey(jwa.HS256, s.secret)) // want jwtverify/claims "never expires"
}

func (s *server) okIssued(sub string) ([]byte, error) {
	token, err := jwt.NewBuilder().
		Subject(sub).
		Expiration(time.Now().Add(time.Hour)).
		Build()
	if err != nil {
		return nil, fmt.Errorf("token: %w", err)
	}
	return jwt.Sign(token, jwt.WithKey(jwa.HS256, s.secret))
}

// okClaimExpiry sets the expiry by its name.
func (s *server) okClaimExpiry(sub string) ([]byte, error) {
	token, err := jwt.NewBuilder().Subject(sub).Claim("exp", time.Now().Add(time.Hour)).Build()
	if err != nil {
		return nil, err
	}
	return jwt.Sign(token, jwt.WithKey(jwa.HS256, s.secret))
}

// badKey may be empty.
func badKey(raw []byte) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithKey(jwa.HS256, []byte(os.Getenv("JWX2_UNCHECKED_KEY")))) // want jwtverify/key
}

func init() {
	s := &server{}
	e := echo.New()
	e.Use(s.badInsecure)
	e.GET("/off", s.badVerifyOff)
	e.GET("/cookie", s.badCookie)
	e.POST("/payload", s.badPayload)
	e.GET("/request", s.okRequest)
	e.POST("/cached", s.okCached)
	e.POST("/tenant", s.okTenant)
	e.POST("/expiry", s.okExpiry)
	e.POST("/unchecked", s.badUnchecked)
	e.POST("/validate", s.badValidate)
	e.POST("/okvalidate", s.okValidate)
	e.POST("/expired", s.okExpired)
	e.POST("/provider", func(c echo.Context) error { _, err := s.badProvider([]byte(c.FormValue("jwx2_provider"))); return err })
	e.POST("/okprovider", func(c echo.Context) error { _, err := s.okProvider([]byte(c.FormValue("jwx2_okprovider"))); return err })
	e.POST("/own", func(c echo.Context) error { _, err := s.badOwnKey([]byte(c.FormValue("jwx2_own"))); return err })
	e.POST("/unsigned", func(c echo.Context) error { _, err := badUnsigned(jwt.New()); return err })
	e.POST("/endless", func(c echo.Context) error { _, err := s.badEndless("1"); return err })
	e.POST("/issued", func(c echo.Context) error { _, err := s.okIssued("1"); return err })
	e.POST("/claim", func(c echo.Context) error { _, err := s.okClaimExpiry("1"); return err })
	e.POST("/key", func(c echo.Context) error { _, err := badKey([]byte(c.FormValue("jwx2_key"))); return err })
	_ = e.Start(":8080")
}
