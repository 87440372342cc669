// Package idtoken pins the checks on Google's ID tokens: without an audience, tokens for any client are accepted.
package idtoken

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"google.golang.org/api/idtoken"
)

const clientID = "1.apps.example"

type server struct {
	validator *idtoken.Validator
	clients   []string
	users     map[string]string
}

// badPayload only decodes.
func (s *server) badPayload(w http.ResponseWriter, r *http.Request) {
	payload, err := idtoken.ParsePayload(r.FormValue("idtoken_payload")) // want jwtverify/unverified
	if err != nil {
		return
	}
	fmt.Fprint(w, s.users[payload.Subject])
}

// badAudience accepts what was made for others.
func (s *server) badAudience(w http.ResponseWriter, r *http.Request) {
	payload, err := idtoken.Validate(r.Context(), r.FormValue("idtoken_audience"), "") // want jwtverify/claims "other clients"
	if err != nil {
		return
	}
	fmt.Fprint(w, s.users[payload.Subject])
}

// okAudienceByHand knows several.
func (s *server) okAudienceByHand(ctx context.Context, raw string) (string, error) {
	payload, err := s.validator.Validate(ctx, raw, "")
	if err != nil {
		return "", err
	}
	for _, c := range s.clients {
		if payload.Audience == c {
			return payload.Subject, nil
		}
	}
	return "", errors.New("audience")
}

func (s *server) okValidate(w http.ResponseWriter, r *http.Request) {
	payload, err := s.validator.Validate(r.Context(), r.FormValue("idtoken_ok"), clientID)
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	fmt.Fprint(w, s.users[payload.Claims["email"].(string)])
}

// badIgnored takes the payload, if any.
func (s *server) badIgnored(w http.ResponseWriter, r *http.Request) {
	payload, _ := s.validator.Validate(r.Context(), r.FormValue("idtoken_ignored"), clientID)
	if payload != nil {
		fmt.Fprint(w, s.users[payload.Subject]) // want jwtverify/unchecked
	}
}

func init() {
	s := &server{}
	http.HandleFunc("/idtoken/payload", s.badPayload)
	http.HandleFunc("/idtoken/audience", s.badAudience)
	http.HandleFunc("/idtoken/byhand", func(w http.ResponseWriter, r *http.Request) {
		_, _ = s.okAudienceByHand(r.Context(), r.FormValue("idtoken_byhand"))
	})
	http.HandleFunc("/idtoken/ok", s.okValidate)
	http.HandleFunc("/idtoken/ignored", s.badIgnored)
}
