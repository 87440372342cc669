// Package gojose3 pins the checks on github.com/go-jose/go-jose/v3.
package gojose3

import (
	"crypto"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-jose/go-jose/v3"
	"github.com/go-jose/go-jose/v3/jwt"
)

// Token is what the server says in its tokens.
type Token struct {
	jwt.Claims
	Tenant string   `json:"tenant"`
	Scopes []string `json:"scopes"`
}

type verifier struct {
	keys jose.JSONWebKeySet
}

// badUnsafe returns claims for others to believe.
func badUnsafe(c *gin.Context) (*Token, error) {
	token, err := jwt.ParseSigned(c.GetHeader("X-Jose3-Unsafe"))
	if err != nil {
		return nil, err
	}
	out := &Token{}
	return out, token.UnsafeClaimsWithoutVerification(out) // want jwtverify/unverified
}

// verify is a method that all handlers share.
func (v *verifier) verify(raw string) (*Token, error) {
	token, err := jwt.ParseSigned(raw)
	if err != nil {
		return nil, err
	}
	out := &Token{}
	if err := token.Claims(v.keys, out); err != nil {
		return nil, err
	}
	if err := out.ValidateWithLeeway(jwt.Expected{Issuer: "id"}, time.Minute); err != nil {
		return nil, err
	}
	return out, nil
}

func (v *verifier) okMiddleware(c *gin.Context) {
	token, err := v.verify(strings.TrimPrefix(c.GetHeader("X-Jose3-OK"), "Bearer "))
	if err != nil {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": err.Error()})
		return
	}
	c.Set("tenant", token.Tenant)
	c.Next()
}

// badTimes embeds the claims and validates none.
func (v *verifier) badTimes(c *gin.Context) {
	token, err := jwt.ParseSigned(c.Query("jose3_times"))
	if err != nil {
		c.Status(http.StatusUnauthorized)
		return
	}
	out := &Token{}
	if err := token.Claims(v.keys, out); err != nil { // want jwtverify/claims
		c.Status(http.StatusUnauthorized)
		return
	}
	c.String(http.StatusOK, out.Tenant)
}

// badReturned hands out the claims and the error, and its caller takes the first.
func (v *verifier) both(raw string) (Token, error) {
	var out Token
	token, err := jwt.ParseSigned(raw)
	if err != nil {
		return out, err
	}
	err = token.Claims(v.keys, &out)
	if err == nil {
		err = out.Validate(jwt.Expected{})
	}
	return out, err
}

func (v *verifier) badCaller(c *gin.Context) {
	token, _ := v.both(c.Query("jose3_caller"))
	c.String(http.StatusOK, token.Tenant) // want jwtverify/unchecked "both"
}

func (v *verifier) okCaller(c *gin.Context) {
	if token, err := v.both(c.Query("jose3_okcaller")); err == nil {
		c.String(http.StatusOK, token.Tenant)
	}
}

// badOwnKey believes whoever brings a key.
func badOwnKey(raw string) ([]byte, error) {
	msg, err := jose.ParseSigned(raw)
	if err != nil {
		return nil, err
	}
	key := msg.Signatures[0].Header.JSONWebKey
	if key == nil || !key.Valid() {
		return nil, errors.New("key")
	}
	return msg.Verify(key) // want jwtverify/algorithm "own header"
}

// okProof is a proof of possession: what key it is, is compared with what another token says.
func okProof(raw, bound string) ([]byte, error) {
	msg, err := jose.ParseSigned(raw)
	if err != nil {
		return nil, err
	}
	key := msg.Signatures[0].Header.JSONWebKey
	payload, err := msg.Verify(key)
	if err != nil {
		return nil, err
	}
	sum, err := key.Thumbprint(crypto.SHA256)
	if err != nil || subtle.ConstantTimeCompare([]byte(base64.RawURLEncoding.EncodeToString(sum)), []byte(bound)) != 1 {
		return nil, errors.New("key")
	}
	return payload, nil
}

func badEndless(signer jose.Signer, tenant string) (string, error) {
	return jwt.Signed(signer).Claims(Token{Tenant: tenant}).CompactSerialize() // want jwtverify/claims "never expires"
}

func okIssued(signer jose.Signer, tenant string) (string, error) {
	t := Token{Tenant: tenant}
	t.Expiry = jwt.NewNumericDate(time.Now().Add(time.Hour))
	return jwt.Signed(signer).Claims(t).CompactSerialize()
}

// badKey may be empty.
func badKey(raw string) ([]byte, error) {
	msg, err := jose.ParseSigned(raw)
	if err != nil {
		return nil, err
	}
	return msg.Verify([]byte(os.Getenv("JOSE3_UNCHECKED_KEY"))) // want jwtverify/key
}

func init() {
	v := &verifier{}
	r := gin.New()
	r.GET("/unsafe", func(c *gin.Context) {
		if t, err := badUnsafe(c); err == nil {
			c.String(http.StatusOK, t.Tenant)
		}
	})
	r.Group("/ok", v.okMiddleware)
	r.GET("/times", v.badTimes)
	r.GET("/caller", v.badCaller)
	r.GET("/okcaller", v.okCaller)
	r.GET("/own", func(c *gin.Context) { _, _ = badOwnKey(c.Query("jose3_own")) })
	r.GET("/proof", func(c *gin.Context) { _, _ = okProof(c.Query("jose3_proof"), c.Query("bound")) })
	r.GET("/endless", func(c *gin.Context) { _, _ = badEndless(nil, "1") })
	r.GET("/issued", func(c *gin.Context) { _, _ = okIssued(nil, "1") })
	r.GET("/key", func(c *gin.Context) { _, _ = badKey(c.Query("jose3_key")) })
	_ = r.Run()
}
