// Package oidc3 pins the checks on github.com/coreos/go-oidc/v3: what its verifier is told to leave out, and what it returns.
package oidc3

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

type server struct {
	provider *oidc.Provider
	verifier *oidc.IDTokenVerifier
	oauth    *oauth2.Config
	users    map[string]string
}

type profile struct {
	Email    string `json:"email"`
	Verified bool   `json:"email_verified"`
}

// okCallback is the way of a login: the code is exchanged, and the token verified.
func (s *server) okCallback(w http.ResponseWriter, r *http.Request) {
	tokens, err := s.oauth.Exchange(r.Context(), r.FormValue("code"))
	if err != nil {
		http.Error(w, "exchange", http.StatusBadGateway)
		return
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		http.Error(w, "no token", http.StatusBadGateway)
		return
	}
	token, err := s.verifier.Verify(r.Context(), raw)
	if err != nil {
		http.Error(w, "token", http.StatusUnauthorized)
		return
	}
	var p profile
	if err := token.Claims(&p); err != nil {
		http.Error(w, "claims", http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[p.Email])
}

// badIgnored reads on without a valid token.
func (s *server) badIgnored(w http.ResponseWriter, r *http.Request) {
	token, err := s.verifier.Verify(r.Context(), strings.TrimPrefix(r.Header.Get("X-oidc3-Ignored"), "Bearer "))
	if err != nil {
		fmt.Println("token:", err)
	}
	var p profile
	if err := token.Claims(&p); err != nil {
		return
	}
	fmt.Fprint(w, s.users[p.Email]) // want jwtverify/unchecked
}

// badDecoded decodes the token by hand, for it came over TLS, or so it says: a client sent it.
func (s *server) badDecoded(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.Header.Get("X-oidc3-Decoded"), ".")
	if len(parts) != 3 {
		return
	}
	data, err := base64.RawURLEncoding.DecodeString(parts[1]) // want jwtverify/unverified "by hand"
	if err != nil {
		return
	}
	var p profile
	if err := json.Unmarshal(data, &p); err != nil {
		return
	}
	fmt.Fprint(w, s.users[p.Email])
}

// badSkipAudience takes tokens that were made for any client.
func (s *server) badSkipAudience(ctx context.Context, raw string) (string, error) {
	v := s.provider.Verifier(&oidc.Config{SkipClientIDCheck: true}) // want jwtverify/claims "other clients"
	token, err := v.Verify(ctx, raw)
	if err != nil {
		return "", err
	}
	return token.Subject, nil
}

// okSkipAudience compares it with several.
func (s *server) okSkipAudience(ctx context.Context, raw string) (string, error) {
	v := s.provider.Verifier(&oidc.Config{SkipClientIDCheck: true})
	token, err := v.Verify(ctx, raw)
	if err != nil {
		return "", err
	}
	for _, aud := range token.Audience {
		if aud == "web" || aud == "mobile" {
			return token.Subject, nil
		}
	}
	return "", errors.New("audience")
}

// badSkipIssuer takes tokens of any issuer whose keys the set has.
func badSkipIssuer(ctx context.Context, keys oidc.KeySet, raw string) (*oidc.IDToken, error) {
	config := &oidc.Config{ClientID: "web"}
	config.SkipIssuerCheck = true // want jwtverify/claims "any issuer"
	return oidc.NewVerifier("", keys, config).Verify(ctx, raw)
}

// okSkipIssuer knows its issuers by a pattern.
func okSkipIssuer(ctx context.Context, keys oidc.KeySet, raw string) (*oidc.IDToken, error) {
	token, err := oidc.NewVerifier("", keys, &oidc.Config{ClientID: "web", SkipIssuerCheck: true}).Verify(ctx, raw)
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(token.Issuer, "https://login.example/") {
		return nil, errors.New("issuer")
	}
	return token, nil
}

// badSkipExpiry takes expired ones.
func (s *server) badSkipExpiry(ctx context.Context, raw string) (*oidc.IDToken, error) {
	return s.provider.Verifier(&oidc.Config{ClientID: "web", SkipExpiryCheck: true}).Verify(ctx, raw) // want jwtverify/claims "expired"
}

// okSkipExpiry lets a session be ended by a token that has expired for a while.
func (s *server) okSkipExpiry(ctx context.Context, raw string) (*oidc.IDToken, error) {
	token, err := s.provider.Verifier(&oidc.Config{ClientID: "web", SkipExpiryCheck: true}).Verify(ctx, raw)
	if err != nil {
		return nil, err
	}
	if token.Expiry.Add(time.Hour).Before(time.Now()) {
		return nil, errors.New("expired")
	}
	return token, nil
}

// okConfigured lets who runs it choose.
func (s *server) okConfigured(ctx context.Context, raw, client string) (*oidc.IDToken, error) {
	return s.provider.Verifier(&oidc.Config{ClientID: client, SkipClientIDCheck: client == ""}).Verify(ctx, raw)
}

// badSignatureOnly has a key set verify, and decodes the claims without a look at their times.
func badSignatureOnly(ctx context.Context, keys oidc.KeySet, raw string) (*profile, error) {
	payload, err := keys.VerifySignature(ctx, raw) // want jwtverify/claims "expiry"
	if err != nil {
		return nil, err
	}
	p := &profile{}
	return p, json.Unmarshal(payload, p)
}

type timed struct {
	profile
	Exp int64 `json:"exp"`
}

func okSignature(ctx context.Context, keys oidc.KeySet, raw string) (*profile, error) {
	payload, err := keys.VerifySignature(ctx, raw)
	if err != nil {
		return nil, err
	}
	var t timed
	if err := json.Unmarshal(payload, &t); err != nil {
		return nil, err
	}
	if time.Now().Unix() > t.Exp {
		return nil, errors.New("expired")
	}
	return &t.profile, nil
}

// badUnsigned does not verify the signature either.
func (s *server) badUnsigned(w http.ResponseWriter, r *http.Request) {
	v := s.provider.VerifierContext(r.Context(), &oidc.Config{ClientID: "web", InsecureSkipSignatureCheck: true}) // want jwtverify/claims "signature"
	token, err := v.Verify(r.Context(), r.Header.Get("X-oidc3-Unsigned"))
	if err != nil {
		return
	}
	fmt.Fprint(w, s.users[token.Subject])
}

func init() {
	s := &server{}
	http.HandleFunc("/oidc3/callback", s.okCallback)
	http.HandleFunc("/oidc3/ignored", s.badIgnored)
	http.HandleFunc("/oidc3/decoded", s.badDecoded)
	http.HandleFunc("/oidc3/audience", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.badSkipAudience(r.Context(), r.FormValue("oidc3_audience"))
	})
	http.HandleFunc("/oidc3/okaudience", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.okSkipAudience(r.Context(), r.FormValue("oidc3_okaudience"))
	})
	http.HandleFunc("/oidc3/issuer", func(w http.ResponseWriter, r *http.Request) {
		_, _ = badSkipIssuer(r.Context(), nil, r.FormValue("oidc3_issuer"))
	})
	http.HandleFunc("/oidc3/okissuer", func(w http.ResponseWriter, r *http.Request) {
		_, _ = okSkipIssuer(r.Context(), nil, r.FormValue("oidc3_okissuer"))
	})
	http.HandleFunc("/oidc3/expiry", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.badSkipExpiry(r.Context(), r.FormValue("oidc3_expiry"))
	})
	http.HandleFunc("/oidc3/okexpiry", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.okSkipExpiry(r.Context(), r.FormValue("oidc3_okexpiry"))
	})
	http.HandleFunc("/oidc3/configured", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.okConfigured(r.Context(), r.FormValue("oidc3_configured"), "web")
	})
	http.HandleFunc("/oidc3/signature", func(w http.ResponseWriter, r *http.Request) {
		_, _ = badSignatureOnly(r.Context(), nil, r.FormValue("oidc3_signature"))
	})
	http.HandleFunc("/oidc3/oksignature", func(w http.ResponseWriter, r *http.Request) {
		_, _ = okSignature(r.Context(), nil, r.FormValue("oidc3_oksignature"))
	})
	http.HandleFunc("/oidc3/unsigned", s.badUnsigned)
}
