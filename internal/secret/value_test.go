package secret_test

import (
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
)

func known(t testing.TB) *secret.Knowledge {
	t.Helper()
	m, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return m.Secrets
}

// What passwords and keys look like, and what stands where they could stand.
func TestPlausible(t *testing.T) {
	k := known(t)
	for _, text := range []string{
		"Tr0ub4dor&3", "Xk7-made-22Lp", "qW8-madeup-Zt51-pl0", "pR4-madeup-Kk27-xz", "a3f5c2e1b4d6978812345fedc0ba9876", "9f2c6be0d1",
		"dGhpcyBpcyBub3QgYSBrZXkh", "m4de+up/f0r/c4ses/kestrel/AbYdZfXhVjK12", "m4deUpF0rC4sesKestrel/K7MDENG/bPxRfiCYzz", "S3cr3t!Pass", "P@ssw0rd123", "hunter2", "changeme", "admin123",
		"123456", "my-super-secret-key-2024!", "kS7-3fQz-91Lm", "zX9$kL2#mN", "letmein", "YELLOW_submarine_16b!", "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
		"aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW", "supersecretkey", "tok_9fJ2kQ7xLm3ZpR8w", "x9K2_pQ7wL_m3Nz", "e3b0c44298fc1c149afbf4c8996fb924",
	} {
		if !k.Plausible(text) {
			t.Errorf("%q is taken for no secret", text)
		}
	}
	for _, text := range []string{
		"", "a", "token", "access_token", "refreshToken", "X-Api-Key", "Authorization", "JWT_SECRET", "$DB_PASSWORD", "${SECRET}", "{{ .Token }}",
		"<password>", "[redacted]", "********", "xxxxxxxx", "your-api-key", "YOUR_SECRET_HERE", "my-api-key-here", "sk_test_xxxxxxxxxxxx",
		"invalid password", "password must have 8 characters", "wrong user or password", "auth.password.required", "errors.token.expired",
		"/var/run/secrets/token", "secrets/db-password", "config/key.pem", "https://id.kestrel.internal/oauth2/token", "urn:ietf:params:oauth:token-type:jwt",
		"application/x-www-form-urlencoded", "HS256", "RS512", "AES-256-GCM", "aes-256-gcm", "argon2id", "sha256", "bcrypt", "oauth2", "pbkdf2_sha256",
		"550e8400-e29b-41d4-a716-446655440000", "2006-01-02T15:04:05Z07:00", "2024-01-15", "15m", "1.2.3", "v1.24.0", "10.0.0.1", "localhost:8080",
		"%s:%s@tcp(%s)/%s", "SELECT password FROM users", "^[a-zA-Z0-9]{32}$", `\d{3}-\d{4}`, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdef",
		"abcdefghijklmnopqrstuvwxyz0123456789", "session_id", "csrf_token", "X-CSRF-Token", "client_credentials", "authorization_code", "id_token token",
		"Bearer", "bearerAuth", "ApiKeyAuth", "user@example.com", "passwordHash", "GetPasswordPolicy", "resetPasswordToken", "kubernetes.io/service-account-token",
		"mfa.totp.enabled", "u2f-register-challenge", "oauth2_callback_v2", "two-factor-auth", "s3-access-key", "db_password_file", "k8s-secret", "sso_saml2_cert",
		"Passwort", "Schlüssel", "2段階認証", "auth/reset_passwd", "clé-secrète", "contraseña", "mot de passe", "пароль", "密码", "none", "disabled", "TLSv1.2", "x509", "ed25519", "base64url", "utf-8", "en-US", "text/html",
		"secp256k1", "es384", "gzip, deflate", "i18n.password", "col_12", "field1", "item-2", "step3", "group_7", "HTTP/1.1", "RSA-OAEP-256", "A128CBC-HS256",
	} {
		if k.Plausible(text) {
			t.Errorf("%q is taken for a secret", text)
		}
	}
}

// What is taken where a place takes a secret for sure.
func TestTaken(t *testing.T) {
	k := known(t)
	for _, text := range []string{"kestrel", "secret", "password", "dev", "s3", "my key", "changeme", "1234", "<changeme", "default"} {
		if !k.Taken(text) {
			t.Errorf("%q is not taken", text)
		}
	}
	for _, text := range []string{
		"", " ", "x", "<password>", "${DB_PASSWORD}", "$(cat key)", "/run/secrets/key", "/etc/kestrel/oidc-secret", "env:JWT_SECRET", "vault:secret/data/kestrel", "file:/run/key", "your-password", "XXXX", "{{ .Key }}", "%s", "****", "x-oauth-basic", "null", "none", "\x00\x00\x00\x00",
		"-----BEGIN PUBLIC KEY-----\nMFkwEwYH", "-----BEGIN CERTIFICATE-----\nMIIB", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI kestrel",
	} {
		if k.Taken(text) {
			t.Errorf("%q is taken", text)
		}
	}
}

func TestDefault(t *testing.T) {
	k := known(t)
	for name, text := range map[string]string{
		"jwt.secret": "kestrel", "JWT_SECRET": "secret", "db-password": "postgres", "session/secret": "changeme", "api-key": "dev", "admin_password": "admin",
		"oauth:client_secret": "xyz", "DATABASE_DSN": "kestrel:heron@tcp(db)/shop", "token": "9fJ2kQ7xLm3ZpR8wT1vB",
	} {
		if !k.Default(name, text) {
			t.Errorf("%s = %q is no secret", name, text)
		}
	}
	for name, text := range map[string]string{
		"jwt.issuer": "kestrel", "token": "bearer", "token.header": "X-Token", "password.policy": "strict", "secret_name": "prod/app", "token_ttl": "15m",
		"jwt.secret": "", "db.password": "<password>", "cookie": "sid", "session": "memory", "token_url": "https://id.internal/token", "password_file": "/run/pw", "ConnectionString": "shop.db", "DB_DSN": ":memory:",
	} {
		if k.Default(name, text) {
			t.Errorf("%s = %q is a secret", name, text)
		}
	}
}

// The passwords in connection strings, and where they are.
func TestInURL(t *testing.T) {
	for text, want := range map[string]string{
		"postgres://kestrel:avocado@db.internal/shop?sslmode=disable":        "avocado",
		"postgresql://kestrel:p%40ss@10.0.0.7:5432/shop":                     "p%40ss",
		"redis://:loganberry@cache.internal:6379/0":                          "loganberry",
		"mongodb+srv://kestrel:mulberry@cluster0.internal/?retryWrites=true": "mulberry",
		"amqp://guest:guest@mq.internal:5672/":                               "guest",
		"kestrel:banana@tcp(db.internal:3306)/shop?parseTime=true":           "banana",
		"kestrel:banana@/shop":                                               "banana",
		"kestrel:a@b@tcp(db.internal)/shop":                                  "a@b",
		"kestrel:banana@unix(/run/mysqld.sock)/shop":                         "banana",
		"host=db user=kestrel password=cherry dbname=shop":                   "cherry",
		"host=db user=kestrel password='two words' dbname=shop":              "two words",
		"server=db;user id=sa;password=Damson-1;database=shop":               "Damson-1",
		"Server=db;Uid=sa;Pwd=Damson-2;":                                     "Damson-2",
		"sqlserver://sa:Damson-3@db.internal?database=shop":                  "Damson-3",
		"https://kestrel:ghost@reports.internal/export":                      "ghost",
		"file:shop.db?_auth&_auth_user=kestrel&_auth_pass=wren":              "wren",
		"user=kestrel pass=wren host=db":                                     "wren",
	} {
		pw, start, ok := secret.InURL(text)
		if !ok || pw != want || !strings.HasPrefix(text[start:], pw) {
			t.Errorf("%s: %q at %d, %v; want %q", text, pw, start, ok, want)
		}
	}
	for _, text := range []string{
		"", "postgres://kestrel@db.internal/shop", "postgres://db.internal:5432/shop", "http://localhost:8080", "kestrel@unix(/run/mysqld.sock)/shop",
		"host=db user=kestrel dbname=shop passfile=/etc/pgpass", "file:shop.db?cache=shared&mode=rwc", "host=db password= dbname=shop",
		"https://kestrel.internal/a:b@c", "mailto:kestrel@kestrel.internal", "git@github.com:kestrel/shop.git", "12:30:45", "ssh://git@kestrel.internal:22/shop",
		"root:@tcp(localhost:3306)/shop", "postgres://kestrel:@db/shop", "user@host:port", "{\"a\":\"b\"}",
	} {
		if pw, _, ok := secret.InURL(text); ok {
			t.Errorf("%s: has a password %q", text, pw)
		}
	}
}

// URLs with passwords that are worth telling wherever they stand.
func TestURL(t *testing.T) {
	k := known(t)
	for _, text := range []string{
		"postgres://kestrel:Tr0ub4dor@db.kestrel.internal/shop", "mysql://kestrel:x7Kq-Wm2@10.2.3.4/shop", "kestrel:x7Kq-Wm2@tcp(db.internal:3306)/shop",
		"https://deploy:q8Zr5Lw1@git.kestrel.internal/shop.git",
	} {
		if _, _, ok := k.URL(text); !ok {
			t.Errorf("%s has no password", text)
		}
	}
	for _, text := range []string{
		"postgres://user:password@localhost/db", "postgres://postgres:postgres@db:5432/postgres", "https://user:pass@example.com", "http://foo:bar@host",
		"postgres://kestrel:${PW}@db.internal/shop", "postgres://%s:%s@%s/%s", "redis://:password@host:6379", "mysql://USER:DB_PASSWORD@HOST/DB",
		"https://<user>:<password>@git.internal", "amqp://guest:guest@localhost:5672/", "postgres://kestrel:secret@test.example.org/x", "user@tcp(localhost)/x",
	} {
		if pw, _, ok := k.URL(text); ok {
			t.Errorf("%s has the password %q", text, pw)
		}
	}
}

func TestScheme(t *testing.T) {
	for text, want := range map[string]string{"Bearer abc": "abc", "token abc": "abc", "Basic YTpi": "YTpi", "ApiKey=abc": "abc", "Api-Key abc": "abc"} {
		if got, ok := secret.Scheme(text); !ok || got != want {
			t.Errorf("%s: %q, %v", text, got, ok)
		}
	}
	for _, text := range []string{"Bearer", "Bearer ", "abc", "Bearertoken abc", ""} {
		if got, ok := secret.Scheme(text); ok {
			t.Errorf("%s: %q", text, got)
		}
	}
}

// What is shown never tells more than four characters, and of short secrets none.
func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		"": "…", "short": "…", "elevenchars": "…", "twelve chars": "tw…rs", "a3f5c2e1b4d69788": "a3…88", "пароль-пароль": "па…ль",
		"-----BEGIN PRIVATE KEY-----\nMIGH": "…", "\x13\x37\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a": "…", "\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7\xf6\xf5\xf4\xf3": "…",
	} {
		if got := secret.Mask(text); got != want {
			t.Errorf("Mask(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestRedact(t *testing.T) {
	k := known(t)
	for line, want := range map[string]string{
		`key := "Tr0ub4dor&3"`:                        `key := "***********"`,
		"key := `Tr0ub4dor&3`":                        "key := `***********`",
		`log.Print("the password is wrong")`:          `log.Print("the password is wrong")`,
		`db("postgres://kestrel:Zq4-Tw9x@db/shop")`:   `db("` + strings.Repeat("*", 35) + `")`,
		`h.Set("Authorization", "Bearer Zq4Tw9xPl7")`: `h.Set("Authorization", "*****************")`,
		`a("it\"s", "9f2c6be0d1`:                      `a("it\"s", "**********`,
		`x := "plain"`:                                `x := "plain"`,
	} {
		if got := k.Redact(line, false); got != want {
			t.Errorf("Redact(%s) = %s, want %s", line, got, want)
		}
	}
	if got, want := k.Redact(`x := "plain" + "a"`, true), `x := "*****" + "a"`; got != want {
		t.Errorf("Redact of all: %s, want %s", got, want)
	}
}

// Keys as numbers are hidden where a finding is shown.
func TestRedactBytes(t *testing.T) {
	k := known(t)
	for line, want := range map[string]string{
		`key := []byte{0x6f, 0x72, 0x69} // three`: `key := []byte{****, ****, ****} // three`,
		`var key = []byte{`:                        `var key = []byte{`,
		"\t19, 55, 200, 13, 88,":                   "\t**, **, ***, **, **,",
		`f([]byte{'k', 'e', 'y'}, 1)`:              `f([]byte{***, ***, ***}, 1)`,
		`f(1, 2, 3, 4)`:                            `f(1, 2, 3, 4)`,
		`[]int{1, 2, 3, 4}`:                        `[]int{1, 2, 3, 4}`,
	} {
		if got := k.Redact(line, true); got != want {
			t.Errorf("Redact(%s) = %s, want %s", line, got, want)
		}
	}
}

func TestMessage(t *testing.T) {
	for msg, want := range map[string]string{
		`cannot use "Tr0ub4dor" (untyped string constant) as int value`:         `cannot use "…" (untyped string constant) as int value`,
		`could not import github.com/x/y (no export data for "github.com/x/y")`: `could not import github.com/x/y (no export data for "github.com/x/y")`,
		`"net/http" imported and not used`:                                      `"net/http" imported and not used`,
	} {
		if got := secret.Message(msg); got != want {
			t.Errorf("Message(%s) = %s, want %s", msg, got, want)
		}
	}
}
