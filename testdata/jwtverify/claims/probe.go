package claims

import (
	"context"
	"net/http"

	"github.com/coreos/go-oidc/v3/oidc"
)

// okProbe only asks whether a text is a token at all.
func okProbe(ctx context.Context, raw string) bool {
	v := oidc.NewVerifier("https://id.example", nil, &oidc.Config{SkipClientIDCheck: true, SkipExpiryCheck: true, InsecureSkipSignatureCheck: true})
	_, err := v.Verify(ctx, raw)
	return err == nil
}

func badExpiry(ctx context.Context, p *oidc.Provider, raw string) string {
	v := p.Verifier(&oidc.Config{ClientID: "shop", SkipExpiryCheck: true}) // want jwtverify/claims "expired tokens are accepted"
	token, err := v.Verify(ctx, raw)
	if err != nil {
		return ""
	}
	return token.Subject
}

// okAudience compares the audience by hand.
func okAudience(ctx context.Context, p *oidc.Provider, raw string) string {
	v := p.Verifier(&oidc.Config{SkipClientIDCheck: true})
	token, err := v.Verify(ctx, raw)
	if err != nil || len(token.Audience) != 1 || token.Audience[0] != "shop" {
		return ""
	}
	return token.Subject
}

func init() {
	http.HandleFunc("/oidc", func(w http.ResponseWriter, r *http.Request) {
		raw := r.FormValue("id_token")
		okProbe(r.Context(), raw)
		badExpiry(r.Context(), nil, raw)
		okAudience(r.Context(), nil, raw)
	})
}
