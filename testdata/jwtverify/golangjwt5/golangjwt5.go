// Package golangjwt5 pins the checks on github.com/golang-jwt/jwt/v5 as servers with gRPC and net/http use it.
package golangjwt5

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/golang-jwt/jwt/v5/request"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// Claims are the claims of a session.
type Claims struct {
	jwt.RegisteredClaims
	Email string `json:"email"`
	Roles []string
}

// Validate checks what the library does not know of.
func (c *Claims) Validate() error {
	if c.Email == "" {
		return errors.New("email")
	}
	return nil
}

type userKey struct{}

type service struct {
	key    []byte
	public ed25519.PublicKey
	rsa    map[string]*rsa.PublicKey
	users  map[string]int
}

func fromMetadata(ctx context.Context, name string) (string, error) {
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok {
		return "", status.Error(codes.Unauthenticated, "no metadata")
	}
	values := md.Get(name)
	if len(values) == 0 {
		return "", status.Error(codes.Unauthenticated, "no token")
	}
	return strings.TrimPrefix(values[0], "Bearer "), nil
}

// badInterceptor keeps a decoded identity in the context.
func (s *service) badInterceptor(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	raw := strings.Join(md.Get("x-v5-bad"), "")
	claims := &Claims{}
	if _, _, err := jwt.NewParser().ParseUnverified(raw, claims); err != nil { // want jwtverify/unverified
		return nil, status.Error(codes.Unauthenticated, "token")
	}
	return next(context.WithValue(ctx, userKey{}, claims.Email), req)
}

// okInterceptor verifies.
func (s *service) okInterceptor(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	raw, err := fromMetadata(ctx, "x-v5-ok")
	if err != nil {
		return nil, err
	}
	claims := &Claims{}
	token, err := jwt.ParseWithClaims(raw, claims, s.keyfunc(), jwt.WithValidMethods([]string{"EdDSA"}), jwt.WithExpirationRequired())
	if err != nil || !token.Valid {
		return nil, status.Error(codes.Unauthenticated, "token")
	}
	return next(context.WithValue(ctx, userKey{}, claims.Email), req)
}

func (s *service) keyfunc() jwt.Keyfunc {
	return func(*jwt.Token) (any, error) { return s.public, nil }
}

// badKeySet has several keys and looks at no method.
func (s *service) badKeySet(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		set := jwt.VerificationKeySet{}
		for _, k := range s.rsa {
			set.Keys = append(set.Keys, k)
		}
		return set, nil // want jwtverify/algorithm
	})
	return err
}

func (s *service) okKeySet(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		return jwt.VerificationKeySet{Keys: []jwt.VerificationKey{s.key, s.key[32:]}}, nil
	}, jwt.WithValidMethods([]string{"HS256"}))
	return err
}

// badEither returns a public key or bytes, and lets the token say which by its key's id.
func (s *service) badEither(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if kid, ok := t.Header["kid"].(string); ok {
			return s.rsa[kid], nil // want jwtverify/algorithm
		}
		return s.key, nil
	})
	return err
}

// badSubject reads the subject before the error.
func (s *service) badSubject(r *http.Request) int {
	token, err := request.ParseFromRequest(r, request.BearerExtractor{}, func(*jwt.Token) (any, error) { return s.key, nil }, request.WithClaims(&Claims{}))
	sub, _ := token.Claims.GetSubject() // want jwtverify/unchecked
	id := s.users[sub]
	if err != nil {
		return 0
	}
	return id
}

// badReturned hands the claims out for another to believe.
func (s *service) badReturned(raw string) *Claims {
	claims := &Claims{}
	token, _ := jwt.ParseWithClaims(raw, claims, s.keyfunc(), jwt.WithValidMethods([]string{"EdDSA"}))
	if token == nil {
		return nil
	}
	return claims // want jwtverify/unchecked
}

// badStored keeps them where others find them.
type session struct{ claims *Claims }

func (s *service) badStored(sess *session, raw string) {
	claims := &Claims{}
	_, _ = jwt.ParseWithClaims(raw, claims, s.keyfunc(), jwt.WithValidMethods([]string{"EdDSA"}))
	sess.claims = claims // want jwtverify/unchecked
}

// okStored keeps only those that hold.
func (s *service) okStored(sess *session, raw string) error {
	claims := &Claims{}
	if _, err := jwt.ParseWithClaims(raw, claims, s.keyfunc(), jwt.WithValidMethods([]string{"EdDSA"})); err != nil {
		return fmt.Errorf("session: %w", err)
	}
	sess.claims = claims
	return nil
}

// result is an error and claims in one.
type result struct {
	claims *Claims
	err    error
}

// okResult hands the error out in a struct.
func (s *service) okResult(raw string) result {
	claims := &Claims{}
	_, err := jwt.ParseWithClaims(raw, claims, s.keyfunc(), jwt.WithValidMethods([]string{"EdDSA"}))
	return result{claims, err}
}

// okDeferred writes the error to a named result.
func (s *service) okDeferred(raw string) (claims *Claims, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("token: %w", err)
		}
	}()
	claims = &Claims{}
	_, err = jwt.ParseWithClaims(raw, claims, s.keyfunc(), jwt.WithValidMethods([]string{"EdDSA"}))
	return claims, err
}

// okPanic is for keys that must be there.
func (s *service) okPanic(raw string) string {
	claims := &Claims{}
	if _, err := jwt.ParseWithClaims(raw, claims, s.keyfunc(), jwt.WithValidMethods([]string{"EdDSA"})); err != nil {
		panic(err)
	}
	return claims.Email
}

// okBool answers yes or no.
func (s *service) okBool(raw string) (string, bool) {
	claims := &Claims{}
	token, err := jwt.ParseWithClaims(raw, claims, s.keyfunc(), jwt.WithValidMethods([]string{"EdDSA"}))
	return claims.Email, err == nil && token.Valid
}

// okLeeway lets expired tokens pass for a day, which it checks by hand.
func (s *service) okLeeway(raw string) (*Claims, error) {
	claims := &Claims{}
	_, err := jwt.ParseWithClaims(raw, claims, func(*jwt.Token) (any, error) { return s.key, nil }, jwt.WithoutClaimsValidation())
	if err != nil {
		return nil, err
	}
	exp, err := claims.GetExpirationTime()
	if err != nil || exp == nil || exp.Add(24*time.Hour).Before(time.Now()) {
		return nil, jwt.ErrTokenExpired
	}
	return claims, nil
}

// badNoValidation does not.
func (s *service) badNoValidation(raw string) (*Claims, error) {
	claims := &Claims{}
	_, err := jwt.ParseWithClaims(raw, claims, func(*jwt.Token) (any, error) { return s.key, nil }, jwt.WithoutClaimsValidation()) // want jwtverify/claims
	if err != nil {
		return nil, err
	}
	return claims, nil
}

// okValidator runs the library's validator by itself.
func (s *service) okValidator(raw string) (*Claims, error) {
	claims := &Claims{}
	_, err := jwt.ParseWithClaims(raw, claims, func(*jwt.Token) (any, error) { return s.key, nil }, jwt.WithoutClaimsValidation())
	if err != nil {
		return nil, err
	}
	return claims, jwt.NewValidator(jwt.WithLeeway(time.Minute)).Validate(claims)
}

// Audience: one of two parsers of the same header checks it.
func (s *service) okAudience(r *http.Request) error {
	_, err := jwt.Parse(r.Header.Get("X-V5-Audience"), func(*jwt.Token) (any, error) { return s.key, nil }, jwt.WithAudience("shop"), jwt.WithIssuer("id"))
	return err
}

func (s *service) badAudience(r *http.Request) error {
	_, err := jwt.Parse(r.Header.Get("X-V5-Audience"), func(*jwt.Token) (any, error) { return s.key, nil }, jwt.WithIssuer("id")) // want jwtverify/claims "audience"
	return err
}

// okAudienceByHand reads it.
func (s *service) okAudienceByHand(r *http.Request) error {
	claims := &Claims{}
	if _, err := jwt.ParseWithClaims(r.Header.Get("X-V5-Audience"), claims, func(*jwt.Token) (any, error) { return s.key, nil }, jwt.WithIssuer("id")); err != nil {
		return err
	}
	for _, aud := range claims.Audience {
		if aud == "shop" {
			return nil
		}
	}
	return errors.New("audience")
}

// badKey is the source's own none.
func badKey(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		switch t.Method.Alg() {
		case "none":
			return jwt.UnsafeAllowNoneSignatureType, nil // want jwtverify/none
		default:
			return nil, errors.New("method")
		}
	})
	return err
}

// badUnsigned makes a token with a method that is chosen elsewhere.
func badUnsigned() (string, error) { return unsigned(jwt.SigningMethodNone) }

func unsigned(m jwt.SigningMethod) (string, error) {
	t := jwt.NewWithClaims(m, jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(time.Now())}) // want jwtverify/none
	return t.SigningString()
}

// badEndless: options of a token are no expiry.
func (s *service) badEndless(email string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS512, &Claims{Email: email}, func(t *jwt.Token) { t.Header["kid"] = "1" }).SignedString(s.key) // want jwtverify/claims "never expires"
}

// badEndlessNew is the same with claims that are set later.
func (s *service) badEndlessNew(email string) (string, error) {
	t := jwt.New(jwt.SigningMethodHS512) // want jwtverify/claims "never expires"
	t.Claims = Claims{Email: email}
	return t.SignedString(s.key)
}

func (s *service) okIssued(email string) (string, error) {
	now := time.Now()
	claims := Claims{
		RegisteredClaims: jwt.RegisteredClaims{Issuer: "id", Subject: email, IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(time.Hour))},
		Email:            email,
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS512, claims).SignedString(s.key)
}

// okPair makes two tokens of one struct.
func (s *service) okPair(email string) (access, refresh string, err error) {
	claims := Claims{Email: email}
	claims.ExpiresAt = jwt.NewNumericDate(time.Now().Add(time.Minute))
	if access, err = jwt.NewWithClaims(jwt.SigningMethodHS512, claims).SignedString(s.key); err != nil {
		return "", "", err
	}
	claims.ExpiresAt = jwt.NewNumericDate(time.Now().Add(time.Hour))
	refresh, err = jwt.NewWithClaims(jwt.SigningMethodHS512, claims).SignedString(s.key)
	return access, refresh, err
}

// badRandom signs with 16 bytes.
func badRandom() (string, error) {
	key := make([]byte, 16) // want jwtverify/key "16 bytes"
	if _, err := rand.Read(key); err != nil {
		return "", err
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(time.Now())}).SignedString(key)
}

// processKey is made at each start.
var processKey = make([]byte, 32)

// lowPassing makes a token that ends with the program.
func lowPassing() (string, error) {
	if _, err := rand.Read(processKey); err != nil {
		return "", err
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "plugin"}).SignedString(processKey) // want:low jwtverify/claims
}

func okRandom() (string, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return "", err
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(time.Now())}).SignedString(key)
}

// badEnv has no check, and no other value.
type config struct{ secret string }

func newConfig() config { return config{secret: os.Getenv("V5_UNCHECKED_KEY")} } // want jwtverify/key "V5_UNCHECKED_KEY"

func (c config) key(*jwt.Token) (any, error) { return []byte(c.secret), nil }

func badEnv(raw string) error {
	_, err := jwt.Parse(raw, newConfig().key)
	return err
}

// okEnv has a random one instead.
func okEnv(raw string) error {
	secret := os.Getenv("V5_OPTIONAL_KEY")
	if secret == "" {
		secret = rand.Text() + rand.Text()
	}
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return []byte(secret), nil })
	return err
}

func init() {
	http.HandleFunc("/v5/passing", func(w http.ResponseWriter, r *http.Request) { _, _ = lowPassing() })
	s := &service{}
	_ = grpc.NewServer(grpc.ChainUnaryInterceptor(s.badInterceptor, s.okInterceptor))
	http.HandleFunc("/v5/badkeyset", func(w http.ResponseWriter, r *http.Request) {
		_ = s.badKeySet(r.FormValue("v5_badkeyset"))
	})
	http.HandleFunc("/v5/okkeyset", func(w http.ResponseWriter, r *http.Request) {
		_ = s.okKeySet(r.FormValue("v5_okkeyset"))
	})
	http.HandleFunc("/v5/badeither", func(w http.ResponseWriter, r *http.Request) {
		_ = s.badEither(r.FormValue("v5_badeither"))
	})
	http.HandleFunc("/v5/badsubject", func(w http.ResponseWriter, r *http.Request) {
		_ = s.badSubject(r)
	})
	http.HandleFunc("/v5/badreturned", func(w http.ResponseWriter, r *http.Request) {
		_ = s.badReturned(r.FormValue("v5_badreturned"))
	})
	http.HandleFunc("/v5/badstored", func(w http.ResponseWriter, r *http.Request) {
		s.badStored(&session{}, r.FormValue("v5_badstored"))
	})
	http.HandleFunc("/v5/okstored", func(w http.ResponseWriter, r *http.Request) {
		_ = s.okStored(&session{}, r.FormValue("v5_okstored"))
	})
	http.HandleFunc("/v5/okresult", func(w http.ResponseWriter, r *http.Request) {
		if res := s.okResult(r.FormValue("v5_okresult")); res.err == nil {
			fmt.Fprint(w, res.claims.Email)
		}
	})
	http.HandleFunc("/v5/okdeferred", func(w http.ResponseWriter, r *http.Request) {
		if c, err := s.okDeferred(r.FormValue("v5_okdeferred")); err == nil {
			fmt.Fprint(w, c.Email)
		}
	})
	http.HandleFunc("/v5/okpanic", func(w http.ResponseWriter, r *http.Request) {
		_ = s.okPanic(r.FormValue("v5_okpanic"))
	})
	http.HandleFunc("/v5/okbool", func(w http.ResponseWriter, r *http.Request) {
		if mail, ok := s.okBool(r.FormValue("v5_okbool")); ok {
			fmt.Fprint(w, mail)
		}
	})
	http.HandleFunc("/v5/okleeway", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.okLeeway(r.FormValue("v5_okleeway"))
	})
	http.HandleFunc("/v5/badnovalidation", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.badNoValidation(r.FormValue("v5_badnovalidation"))
	})
	http.HandleFunc("/v5/okvalidator", func(w http.ResponseWriter, r *http.Request) {
		if c, err := s.okValidator(r.FormValue("v5_okvalidator")); err == nil {
			fmt.Fprint(w, c.Email)
		}
	})
	http.HandleFunc("/v5/okaudience", func(w http.ResponseWriter, r *http.Request) {
		_ = s.okAudience(r)
	})
	http.HandleFunc("/v5/badaudience", func(w http.ResponseWriter, r *http.Request) {
		_ = s.badAudience(r)
	})
	http.HandleFunc("/v5/okaudiencebyhand", func(w http.ResponseWriter, r *http.Request) {
		_ = s.okAudienceByHand(r)
	})
	http.HandleFunc("/v5/badkey", func(w http.ResponseWriter, r *http.Request) {
		_ = badKey(r.FormValue("v5_badkey"))
	})
	http.HandleFunc("/v5/badunsigned", func(w http.ResponseWriter, r *http.Request) {
		_, _ = badUnsigned()
	})
	http.HandleFunc("/v5/badendless", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.badEndless("")
	})
	http.HandleFunc("/v5/badendlessnew", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.badEndlessNew("")
	})
	http.HandleFunc("/v5/okissued", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.okIssued("")
	})
	http.HandleFunc("/v5/okpair", func(w http.ResponseWriter, r *http.Request) {
		_, _, _ = s.okPair("")
	})
	http.HandleFunc("/v5/badrandom", func(w http.ResponseWriter, r *http.Request) {
		_, _ = badRandom()
	})
	http.HandleFunc("/v5/okrandom", func(w http.ResponseWriter, r *http.Request) {
		_, _ = okRandom()
	})
	http.HandleFunc("/v5/badenv", func(w http.ResponseWriter, r *http.Request) {
		_ = badEnv(r.FormValue("v5_badenv"))
	})
	http.HandleFunc("/v5/okenv", func(w http.ResponseWriter, r *http.Request) {
		_ = okEnv(r.FormValue("v5_okenv"))
	})
}
