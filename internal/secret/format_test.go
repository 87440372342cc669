package secret_test

import (
	"hash/crc32"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/secret"
)

// Random parts of tokens: nothing that was ever issued.
const (
	hexDigits = "3b9f0c7e2a58d146" + "e0c1b2a39485d6f7" + "9a0b3c5d7e1f2468" + "13579bdf02468ace"
	letters   = "qWxZrTpLmKsVbNhGdFjCyUkRzXwQtPnM" + "bHgVfDsAaLkJhGqWeRtYuIoPzXcVbNmQ"
	mixed     = "q7WxZ2rTpL9mKsV4bNhG1dFjC8yUkR3zXwQ5tPnM" + "7bHgV2fDsA9aLkJ4hGqW1eRtY8uIoP3zXcV5bNmQ" + "x2Wk9Lr4Tp7Zs1Vb6Nh3Gd8Fj5CyQm0"
	digits    = "748291635509281734650192"
)

// githubToken makes a token with the checksum that GitHub gives it.
func githubToken(kind, body string) string {
	const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	sum, end := crc32.ChecksumIEEE([]byte(body)), ""
	for range 6 {
		end = string(base62[sum%62]) + end
		sum /= 62
	}
	return kind + "_" + body + end
}

func TestFind(t *testing.T) {
	k := known(t)
	for id, token := range map[string]string{
		"aws-access-key-id": "AKIA" + "QWXZ2RTPL7MKSV4B", "github-pat": githubToken("ghp", mixed[:30]), "github-fine-grained": "github_pat_" + mixed[:82],
		"gitlab": "glpat-" + mixed[:20], "slack-token": "xoxb-" + digits[:12] + "-" + digits[2:14] + "-" + mixed[:24],
		"slack-webhook": "hooks.slack.com/services/" + "T" + "7QWXZ2RTP/B" + "9MKSVBNHG/" + mixed[:24], "stripe": "sk_live_" + mixed[:24],
		"google-api-key": "AIza" + mixed[:35], "google-oauth": "GOCSPX-" + mixed[:28], "openai": "sk-proj-" + mixed[:24] + "T3Blbk" + "FJ" + mixed[30:54],
		"anthropic": "sk-ant-api03-" + mixed[:93] + "AA", "sendgrid": "SG." + mixed[:22] + "." + mixed[30:73], "twilio": "SK" + hexDigits[:32], "npm": "npm_" + mixed[:36],
		"pypi": "pypi-AgEIcHlwaS5vcmc" + mixed[:60], "rubygems": "rubygems_" + hexDigits[:48], "huggingface": "hf_" + letters[:34], "vault": "hvs." + mixed[:90],
		"terraform-cloud": mixed[:14] + ".atlasv1." + mixed[20:87], "digitalocean": "dop_v1_" + hexDigits[:64], "databricks": "dapi" + hexDigits[:32],
		"doppler": "dp.pt." + mixed[:43], "shopify": "shpat_" + hexDigits[:32], "square": "sq0atp-" + mixed[:22], "grafana": "glsa_" + mixed[:32] + "_" + hexDigits[:8],
		"linear": "lin_api_" + mixed[:40], "planetscale": "pscale_tkn_" + mixed[:43], "postman": "PMAK-" + hexDigits[:24] + "-" + hexDigits[20:54],
		"sentry": "sntrys_" + mixed[:80], "mailgun": "key-" + mixed[:32], "mailchimp": hexDigits[:32] + "-us12", "telegram": digits[:9] + ":AA" + mixed[:33],
		"azure-client-secret": mixed[:3] + "8Q~" + mixed[10:44], "azure-storage": "AccountKey=" + mixed[:86] + "==", "age": "AGE-SECRET-" + "KEY-1" + strings.ToUpper(mixed[:58]),
		"jwt": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJrZXN0cmVsIn0." + mixed[:43], "private-key": "-----BEGIN EC PRIVATE KEY-----\n" + mixed[:64] + "\n",
		"auth-header":         "Basic a2VzdHJlbDpxOFpyNUx3MSFwdA==",
		"gcp-service-account": `{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\n` + mixed[:60],
	} {
		for _, text := range []string{token, "see " + token + ", and so on", "key=" + token + ";"} {
			h, ok := k.Find(text)
			if !ok || h.Format.ID != id || h.Sure == (id == "auth-header") {
				if ok && (id == "square" || id == "azure-client-secret") {
					continue
				}
				t.Errorf("%s in %.60q: %+v, %v", id, text, h, ok)
				continue
			}
			if !strings.Contains(token, text[h.Start:h.End]) {
				t.Errorf("%s: found at %d to %d of %d", id, h.Start, h.End, len(text))
			}
		}
		if h, ok := k.Find(token[:14]); ok {
			t.Errorf("the beginning of %s is a token of %s", id, h.Format.ID)
		}
	}
}

// What begins like a token and is none.
func TestFindNothing(t *testing.T) {
	k := known(t)
	for _, text := range []string{
		"", "ghp_", "AKIAIOSFODNN7" + "EXAMPLE", "ghp_" + strings.Repeat("x", 36), "sk_live_" + strings.Repeat("0", 24), "AKIA" + strings.Repeat("A", 16),
		"glpat-your-token-goes-here-please", "xoxb-your-token-here", "npm_" + strings.Repeat("abcdef", 6), "SG.xxxxxxxxxxxxxxxxxxxxxx." + strings.Repeat("y", 43),
		"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJrZXN0cmVsIn0." + mixed[:43], "eyJub3QganNvbiI6IC4uLg.eyJzdWIiOiJrZXN0cmVsIn0." + mixed[:43],
		"-----BEGIN PUBLIC KEY-----\n" + mixed[:64], "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
		"-----BEGIN RSA PRIVATE KEY-----\n<your key>\n", "-----BEGIN CERTIFICATE-----\n" + mixed[:64], `{"type": "service_account"}`, "dapi_client_of_the_service",
		"hf_transformers_are_not_tokens_here", "the key-value store has key-" + "prefixes", "SK" + "IP", "task-us12", "AIzaNotLongEnough", "dp.pt.short", "Basic dXNlcjpwYXNzd29yZA==", "Basic authentication-is-used", "Bearer authentication-tokens", "Basic a2VzdHJlbA==", "Bearer $ACCESS_TOKEN_HERE", "hvs.short",
	} {
		if h, ok := k.Find(text); ok {
			t.Errorf("%.60q holds a token of %s", text, h.Format.ID)
		}
	}
}

// A token whose checksum does not hold is told, but not for sure.
func TestChecksum(t *testing.T) {
	k := known(t)
	good := githubToken("gho", mixed[:30])
	if h, ok := k.Find(good); !ok || !h.Sure {
		t.Errorf("the checksum holds: %+v, %v", h, ok)
	}
	bad := good[:len(good)-1] + "_"
	bad = strings.Replace(bad, "_", "-", -1)
	if _, ok := k.Find(bad); ok {
		t.Error("no token of any form")
	}
	bad = good[:10] + "zz" + good[12:]
	if h, ok := k.Find(bad); !ok || h.Sure {
		t.Errorf("the checksum does not hold: %+v, %v", h, ok)
	}
	if h, ok := k.Find("sk_test_" + mixed[:24]); !ok || h.Sure {
		t.Errorf("a key for tests: %+v, %v", h, ok)
	}
}

// Long texts are looked at once.
func TestFindLong(t *testing.T) {
	k := known(t)
	text := strings.Repeat("sk-ghp_AKIA.eyJ-----BEGIN ", 20_000)
	if _, ok := k.Find(text); ok {
		t.Error("there is no token in it")
	}
	token := "shpat_" + hexDigits[:32]
	if h, ok := k.Find(strings.Repeat("lorem ipsum ", 5_000) + token); !ok || h.Format.ID != "shopify" {
		t.Errorf("%+v, %v", h, ok)
	}
}

func FuzzFind(f *testing.F) {
	k := known(f)
	for _, text := range []string{"AKIA" + "QWXZ2RTPL7MKSV4B", "xoxb-1-2", "-----BEGIN PRIVATE KEY-----\nMIIB", "eyJ.eyJ.x", "a:b@tcp(c)/d", "https://a:b@c", "password='", "\xff\xfe"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if h, ok := k.Find(text); ok && (h.Start < 0 || h.Start >= h.End || h.End > len(text) || h.Format == nil) {
			t.Errorf("found at %d to %d of %d", h.Start, h.End, len(text))
		}
		if pw, start, ok := secret.InURL(text); ok && (pw == "" || text[start:start+len(pw)] != pw) {
			t.Errorf("the password is not at %d", start)
		}
		k.Plausible(text)
		k.Taken(text)
		k.Name(text)
		if m := secret.Mask(text); len([]rune(m)) > 5 {
			t.Errorf("the mask has %d characters", len([]rune(m)))
		}
		if r := k.Redact(text, true); len(r) != len(text) {
			t.Errorf("redacting changed the length from %d to %d", len(text), len(r))
		}
	})
}
