// Package golangjwt4 pins the checks on github.com/golang-jwt/jwt/v4 as servers with gin use it.
package golangjwt4

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v4"
)

type base struct {
	TenantID string `json:"tid"`
	jwt.RegisteredClaims
}

type accessClaims struct {
	base
	Scopes []string `json:"scopes"`
}

type tokens struct {
	secret []byte
	keys   map[string]*rsa.PublicKey
	parser *jwt.Parser
}

type handler struct {
	tokens *tokens
	db     map[string]string
}

func bearer(c *gin.Context, header string) string {
	return strings.TrimSpace(strings.TrimPrefix(c.GetHeader(header), "Bearer"))
}

// badShared reads its token by a function that others verify theirs from: it may be the same one.
func badShared(c *gin.Context) {
	var claims accessClaims
	_, _, _ = jwt.NewParser().ParseUnverified(bearer(c, "X-V4-Shared"), &claims) // want:low jwtverify/unverified
	c.String(http.StatusOK, claims.TenantID)
}

// badAuth is a middleware that keeps in the context what nobody signed.
func badAuth() gin.HandlerFunc {
	return func(c *gin.Context) {
		var claims accessClaims
		if _, _, err := jwt.NewParser().ParseUnverified(c.GetHeader("X-V4-Auth"), &claims); err != nil { // want jwtverify/unverified "only decodes"
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "token"})
			return
		}
		c.Set("tenant", claims.TenantID)
		c.Next()
	}
}

// okAuth verifies, and keeps the claims in the context.
func (t *tokens) okAuth() gin.HandlerFunc {
	return func(c *gin.Context) {
		claims, err := t.parse(bearer(c, "X-V4-OK"))
		if err != nil {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Set("claims", claims)
		c.Next()
	}
}

func (t *tokens) parse(raw string) (*accessClaims, error) {
	claims := new(accessClaims)
	token, err := t.parser.ParseWithClaims(raw, claims, t.key)
	switch {
	case errors.Is(err, jwt.ErrTokenExpired):
		return nil, errors.New("expired")
	case err != nil:
		return nil, err
	case !token.Valid:
		return nil, errors.New("invalid")
	}
	return claims, nil
}

func (t *tokens) key(token *jwt.Token) (interface{}, error) {
	kid, ok := token.Header["kid"].(string)
	if !ok {
		return nil, errors.New("no kid")
	}
	if key, found := t.keys[kid]; found {
		return key, nil
	}
	return nil, fmt.Errorf("key %q", kid)
}

func newTokens(secret []byte) *tokens {
	opts := []jwt.ParserOption{jwt.WithJSONNumber()}
	opts = append(opts, jwt.WithValidMethods([]string{"RS256", "RS512"}))
	return &tokens{secret: secret, keys: map[string]*rsa.PublicKey{}, parser: jwt.NewParser(opts...)}
}

// looseTokens has a parser of its own that pins nothing.
type looseTokens struct {
	keys   map[string]*rsa.PublicKey
	parser *jwt.Parser
}

func newLooseTokens() *looseTokens {
	return &looseTokens{keys: map[string]*rsa.PublicKey{}, parser: jwt.NewParser(jwt.WithJSONNumber())}
}

func (t *looseTokens) badKey(token *jwt.Token) (interface{}, error) {
	kid, _ := token.Header["kid"].(string)
	if key, found := t.keys[kid]; found {
		return key, nil // want jwtverify/algorithm "public key"
	}
	return nil, fmt.Errorf("key %q", kid)
}

func (t *looseTokens) parse(raw string) error {
	_, err := t.parser.Parse(raw, t.badKey)
	return err
}

// badOptional answers a broken token as it answers none, and reads it all the same.
func (h *handler) badOptional(c *gin.Context) {
	claims := &accessClaims{}
	token, err := jwt.ParseWithClaims(bearer(c, "X-V4-Optional"), claims, h.tokens.hmac)
	if err != nil {
		c.Header("X-Token", "bad")
	}
	if token != nil && claims.Subject != "" { // want jwtverify/unchecked
		c.JSON(http.StatusOK, h.db[claims.Subject])
		return
	}
	c.Status(http.StatusNoContent)
}

// hmac returns bytes: of use for symmetric methods only.
func (t *tokens) hmac(token *jwt.Token) (interface{}, error) { return t.secret, nil }

func (h *handler) okOptional(c *gin.Context) {
	name := "guest"
	claims := &accessClaims{}
	token, err := jwt.ParseWithClaims(bearer(c, "X-V4-OKOptional"), claims, h.tokens.hmac)
	if err == nil && token.Valid {
		name = h.db[claims.Subject]
	}
	c.String(http.StatusOK, name)
}

// badOtherError looks at another error than that of the verification.
func (h *handler) badOtherError(c *gin.Context) {
	raw, err := c.Cookie("v4_other")
	token, _ := jwt.Parse(raw, h.tokens.hmac)
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	claims, ok := token.Claims.(jwt.MapClaims)
	if !ok {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.JSON(http.StatusOK, h.db[claims["sub"].(string)]) // want jwtverify/unchecked
}

// okSameError reuses the variable.
func (h *handler) okSameError(c *gin.Context) {
	raw, err := c.Cookie("v4_same")
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	var token *jwt.Token
	token, err = jwt.Parse(raw, h.tokens.hmac)
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	claims, _ := token.Claims.(jwt.MapClaims)
	c.JSON(http.StatusOK, h.db[claims["sub"].(string)])
}

// badRetry forgets the error of the second try.
func (h *handler) badRetry(c *gin.Context) {
	raw := c.Query("v4_retry")
	claims := &accessClaims{}
	if _, err := jwt.ParseWithClaims(raw, claims, h.tokens.hmac); err != nil {
		next := &accessClaims{}
		_, _ = jwt.ParseWithClaims(raw, next, h.tokens.previous)
		c.JSON(http.StatusOK, h.db[next.Subject]) // want jwtverify/unchecked
		return
	}
	c.JSON(http.StatusOK, h.db[claims.Subject])
}

// okRetry tries an older key.
func (h *handler) okRetry(c *gin.Context) {
	raw := c.Query("v4_okretry")
	claims := &accessClaims{}
	_, err := jwt.ParseWithClaims(raw, claims, h.tokens.hmac)
	if err != nil {
		_, err = jwt.ParseWithClaims(raw, claims, h.tokens.previous)
	}
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.JSON(http.StatusOK, h.db[claims.Subject])
}

func (t *tokens) previous(*jwt.Token) (interface{}, error) { return []byte(t.secret[32:]), nil }

// okPeekTenant chooses the key by the tenant that the token claims, and verifies with it.
func (h *handler) okPeekTenant(c *gin.Context) {
	raw := bearer(c, "X-V4-Tenant")
	peek := &accessClaims{}
	if _, _, err := new(jwt.Parser).ParseUnverified(raw, peek); err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	claims, err := h.verifyFor(peek.TenantID, raw)
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.JSON(http.StatusOK, h.db[claims.Subject])
}

func (h *handler) verifyFor(tenant, raw string) (*accessClaims, error) {
	claims := &accessClaims{}
	_, err := jwt.ParseWithClaims(raw, claims, func(t *jwt.Token) (interface{}, error) {
		if t.Method.Alg() != jwt.SigningMethodHS256.Alg() {
			return nil, errors.New("method")
		}
		return []byte(h.db[tenant]), nil
	})
	if err != nil {
		return nil, err
	}
	return claims, nil
}

// jwk is a key as JSON; badInlineKey takes the one in the token's header.
type jwk struct{ N, E string }

func (k jwk) public() (*rsa.PublicKey, error) {
	n, err := base64.RawURLEncoding.DecodeString(k.N)
	if err != nil {
		return nil, err
	}
	return &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: 65537}, nil
}

func badInlineKey(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (interface{}, error) {
		if _, ok := t.Method.(*jwt.SigningMethodRSA); !ok {
			return nil, errors.New("method")
		}
		data, err := json.Marshal(t.Header["jwk"])
		if err != nil {
			return nil, err
		}
		var k jwk
		if err := json.Unmarshal(data, &k); err != nil {
			return nil, err
		}
		return k.public() // want jwtverify/algorithm "jwk"
	})
	return err
}

// badChain takes a certificate of the token's for its key, whoever issued it.
func badChain(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (interface{}, error) {
		chain, ok := t.Header["x5c"].([]interface{})
		if !ok || len(chain) == 0 {
			return nil, errors.New("x5c")
		}
		return jwt.ParseECPublicKeyFromPEM([]byte(fmt.Sprint(chain[0]))) // want jwtverify/algorithm "x5c"
	}, jwt.WithValidMethods([]string{"ES256"}))
	return err
}

// okThumbprint uses a header to look a key up in a list of its own.
func okThumbprint(raw string, known map[string]*ecdsa.PublicKey) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (interface{}, error) {
		sum, _ := t.Header["x5t"].(string)
		return known[sum], nil
	}, jwt.WithValidMethods([]string{"ES256"}))
	return err
}

func badNone(c *gin.Context) {
	token := jwt.NewWithClaims(jwt.GetSigningMethod("none"), jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(time.Now())}) // want jwtverify/none
	raw, err := token.SignedString(jwt.UnsafeAllowNoneSignatureType)
	if err == nil {
		c.String(http.StatusOK, raw)
	}
}

// badEndless has an expiry in the embedded struct's embedded struct, and nobody sets it.
func (t *tokens) badEndless(tenant string) (string, error) {
	claims := accessClaims{base: base{TenantID: tenant, RegisteredClaims: jwt.RegisteredClaims{IssuedAt: jwt.NewNumericDate(time.Now())}}}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, &claims).SignedString(t.secret) // want jwtverify/claims "never expires"
}

func (t *tokens) okIssue(tenant string, ttl time.Duration) (string, error) {
	claims := accessClaims{base: base{TenantID: tenant}}
	claims.base.ExpiresAt = jwt.NewNumericDate(time.Now().Add(ttl))
	return jwt.NewWithClaims(jwt.SigningMethodHS256, &claims).SignedString(t.secret)
}

// okSetAfter completes the claims when the token is made already.
func (t *tokens) okSetAfter(tenant string) (string, error) {
	claims := jwt.MapClaims{"tid": tenant}
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	claims["exp"] = time.Now().Add(time.Hour).Unix()
	return token.SignedString(t.secret)
}

// okSetThrough completes them through the token.
func (t *tokens) okSetThrough(tenant string) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"tid": tenant})
	if mc, ok := token.Claims.(jwt.MapClaims); ok {
		mc["exp"] = time.Now().Add(time.Hour).Unix()
	}
	return token.SignedString(t.secret)
}

// okClaimsFrom is handed the claims.
func (t *tokens) okClaimsFrom(extra map[string]interface{}) (string, error) {
	claims := jwt.MapClaims{"iss": "server"}
	for k, v := range extra {
		claims[k] = v
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(t.secret)
}

// badOff reads expired tokens for good.
func (t *tokens) badOff(raw string) error {
	p := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}), jwt.WithoutClaimsValidation()) // want jwtverify/claims
	_, err := p.Parse(raw, t.hmac)
	return err
}

// okOff validates by itself.
func (t *tokens) okOff(raw string) error {
	p := jwt.NewParser(jwt.WithoutClaimsValidation())
	claims := &accessClaims{}
	if _, err := p.ParseWithClaims(raw, claims, t.hmac); err != nil {
		return err
	}
	if !claims.VerifyExpiresAt(time.Now().Add(-time.Minute), true) {
		return errors.New("expired")
	}
	return nil
}

// badSecret may sign with nothing.
func badSecret() ([]byte, error) {
	secret := []byte(os.Getenv("V4_UNCHECKED_KEY")) // want jwtverify/key "V4_UNCHECKED_KEY"
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(time.Now())})
	raw, err := token.SignedString(secret)
	return []byte(raw), err
}

type config struct{ Secret string }

func load() (*config, error) {
	c := &config{Secret: os.Getenv("V4_CHECKED_KEY")}
	if c.Secret == "" {
		return nil, errors.New("V4_CHECKED_KEY is not set")
	}
	return c, nil
}

func okSecret(c *config) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(time.Now())})
	return token.SignedString([]byte(c.Secret))
}

func init() {
	t := newTokens(nil)
	h := &handler{tokens: t}
	r := gin.New()
	r.Group("/bad", badAuth()).GET("", func(c *gin.Context) { c.String(http.StatusOK, c.GetString("tenant")) })
	r.Group("/ok", t.okAuth()).GET("", func(c *gin.Context) { c.JSON(http.StatusOK, c.MustGet("claims")) })
	r.GET("/badshared", badShared)
	r.GET("/badoptional", h.badOptional)
	r.GET("/okoptional", h.okOptional)
	r.GET("/badother", h.badOtherError)
	r.GET("/oksame", h.okSameError)
	r.GET("/badretry", h.badRetry)
	r.GET("/okretry", h.okRetry)
	r.GET("/peek", h.okPeekTenant)
	r.GET("/none", badNone)
	r.POST("/loose", func(c *gin.Context) { _ = newLooseTokens().parse(c.PostForm("v4_loose")) })
	r.POST("/badinlinekey", func(c *gin.Context) { _ = badInlineKey(c.PostForm("v4_badinlinekey")) })
	r.POST("/badchain", func(c *gin.Context) { _ = badChain(c.PostForm("v4_badchain")) })
	r.POST("/okthumbprint", func(c *gin.Context) { _ = okThumbprint(c.PostForm("v4_okthumbprint"), nil) })
	r.POST("/badendless", func(c *gin.Context) { _, _ = t.badEndless("") })
	r.POST("/okissue", func(c *gin.Context) { _, _ = t.okIssue("", time.Hour) })
	r.POST("/oksetafter", func(c *gin.Context) { _, _ = t.okSetAfter("") })
	r.POST("/oksetthrough", func(c *gin.Context) { _, _ = t.okSetThrough("") })
	r.POST("/okclaimsfrom", func(c *gin.Context) { _, _ = t.okClaimsFrom(map[string]interface{}{"exp": 1}) })
	r.POST("/badoff", func(c *gin.Context) { _ = t.badOff(c.PostForm("v4_badoff")) })
	r.POST("/okoff", func(c *gin.Context) { _ = t.okOff(c.PostForm("v4_okoff")) })
	r.POST("/badsecret", func(c *gin.Context) { _, _ = badSecret() })
	if cfg, err := load(); err == nil {
		r.POST("/oksecret", func(c *gin.Context) { _, _ = okSecret(cfg) })
	}
	_ = r.Run()
}
