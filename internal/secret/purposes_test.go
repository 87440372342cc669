package secret_test

import (
	"testing"

	"github.com/apivet/apivet/internal/secret"
)

func TestUnguessable(t *testing.T) {
	k := known(t)
	for name, want := range map[string]secret.Strength{
		"apiKey": secret.Strong, "resetToken": secret.Strong, "nonce": secret.Weak, "passwordSalt": secret.Weak, "captcha": secret.Weak, "sessionID": secret.Weak,
		"csrf_token": secret.Weak, "verificationCode": secret.Weak, "oauthState": secret.Weak, "codeVerifier": secret.Weak,
		"state": secret.None, "code": secret.None, "id": secret.None, "jitter": secret.None, "port": secret.None, "statusCode": secret.None, "pageToken": secret.None,
		"maxNonce": secret.None, "": secret.None, "x": secret.None,
	} {
		if got := k.Unguessable(name); got != want {
			t.Errorf("Unguessable(%q) = %d, want %d", name, got, want)
		}
		if k.Kept(name) != (want != secret.None) {
			t.Errorf("Kept(%q) = %v", name, k.Kept(name))
		}
	}
}

func TestPurposes(t *testing.T) {
	k := known(t)
	for _, c := range []struct {
		what  string
		tells func(string) bool
		yes   []string
		no    []string
	}{
		{"Password", k.Password, []string{"password", "userPassword", "Passwd", "PasswordHash", "passwordMD5", "hashedPassword"}, []string{"passwordLength", "passwordURL", "apiKey", "token", "compass", ""}},
		{"Session", k.Session, []string{"session", "my_session_id", "PHPSESSID", "auth", "token", "remember-me", "jwt", "user"}, []string{"csrf_token", "lang", "oauth_state", "theme", "session_nonce", "flash", ""}},
		{"Mode", k.Mode, []string{"debug", "dev", "Development", "local", "test-mode"}, []string{"production", "release", "", "a development server of ours that is long"}},
		{"Production", k.Production, []string{"prod", "Production", "release"}, []string{"debug", "dev", "", "producer"}},
	} {
		for _, name := range c.yes {
			if !c.tells(name) {
				t.Errorf("%s(%q) is false", c.what, name)
			}
		}
		for _, name := range c.no {
			if c.tells(name) {
				t.Errorf("%s(%q) is true", c.what, name)
			}
		}
	}
}
