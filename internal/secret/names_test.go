package secret_test

import (
	"slices"
	"testing"

	"github.com/apivet/apivet/internal/secret"
)

func TestWords(t *testing.T) {
	for name, want := range map[string][]string{
		"apiKeyID2": {"api", "key", "id", "2"}, "HTTPToken": {"http", "token"}, "OAuthToken": {"oauth", "token"}, "X-Api-Key": {"x", "api", "key"},
		"JWT_SECRET": {"jwt", "secret"}, "PassWord": {"password"}, "userIDs": {"user", "ids"}, "db.password": {"db", "password"}, "": nil, "rootPath": {"root", "path"},
		"clientSecretV2": {"client", "secret", "v", "2"}, "密码key": {"密码key"}, "A": {"a"},
	} {
		if got := secret.Words(name); !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestName(t *testing.T) {
	k := known(t)
	for _, name := range []string{
		"password", "Password", "dbPassword", "DB_PASSWORD", "passwd", "rootPwd", "clientSecret", "ClientSecret", "jwtSecret", "JWTSecretKey", "apiKey", "APIKey",
		"x-api-key", "AccessToken", "refresh_token", "signingKey", "SIGNING_KEY", "privateKey", "secretKey", "passphrase", "passwordFromEnv", "newPassword",
		"passwordText2", "defaultPassword", "adminPassword", "oauthClientSecret", "sessionSecret", "cookieSecret", "csrfSecret",
		"encryptionKey", "jwtKey", "hmacKey", "hmacSecret", "apiKeys", "passwords", "bearerToken", "credentials", "authKey", "masterKey", "aesKey",
		"connectionString", "pass", "dbPass", "SMTP_PASS", "tokenSecret", "webhookSecret", "smtpPassword", "secret_key_base", "otpSecret", "accessKeySecret", "SecretAccessKey",
	} {
		if got := k.Name(name); got != secret.Strong {
			t.Errorf("%s: strength %d, want strong", name, got)
		}
	}
	for _, name := range []string{"token", "jwt", "dsn", "cookie", "session", "authorization", "userToken", "pin", "botToken", "SessionKey", "blockKey", "csrfKey", "cookieKey"} {
		if got := k.Name(name); got != secret.Weak {
			t.Errorf("%s: strength %d, want weak", name, got)
		}
	}
	for _, name := range []string{
		"", "a", "name", "rootPath", "GroupWrite", "pingInterval", "tokenCount", "maxTokens", "pageToken", "nextPageToken", "passwordHash", "hashedPassword",
		"passwordPolicy", "hasPassword", "isSecret", "usePassword", "tokenURL", "TokenEndpoint", "secretName", "secret_id", "apiKeyID", "accessKeyId", "keyName",
		"passwordField", "tokenHeader", "tokenType", "tokenTTL", "jwtIssuer", "cookieName", "sessionID2Name", "publicKey", "passwordMinLength", "tokenizer",
		"ErrInvalidPassword", "errPasswordRequired", "InvalidToken", "validatePassword", "verifyToken", "hashPassword", "forgotPassword", "resetPasswordURL",
		"passwordLabel", "csrfToken", "vocabToken", "stopToken", "cancelToken", "primaryKey", "foreignKey", "keyboard", "monkey", "keyFile", "secretPath",
		"encryptedSecret", "maskedPassword", "passwordRegexp", "secretsManager", "passwordStrength", "compass", "passCount", "renderPass", "passThrough", "bypass", "bypass", "passenger", "secretary", "tokenExpiry",
		"sortKey", "partitionKey", "cacheKey", "contextKey", "idempotencyKey", "translationKey", "objectKey", "mapKey", "publicSigningKey", "keyPrefix",
	} {
		if got := k.Name(name); got != secret.None {
			t.Errorf("%s: strength %d, want none", name, got)
		}
	}
}

func TestSetting(t *testing.T) {
	k := known(t)
	for name, want := range map[string]secret.Strength{
		"jwt.secret": secret.Strong, "database/password": secret.Strong, "JWT_SECRET": secret.Strong, "auth:client_secret": secret.Strong, "jwt.key": secret.Strong,
		"secret.key": secret.Strong, "secret.value": secret.Strong, "jwt.issuer": secret.None, "server.port": secret.None, "auth.token": secret.Weak, "db.password.file": secret.None,
		"password.min_length": secret.None, "app-secret": secret.Strong, "private.key": secret.Strong, "api.key": secret.Strong,
	} {
		if got := k.Setting(name); got != want {
			t.Errorf("%s: strength %d, want %d", name, got, want)
		}
	}
}

func TestEnv(t *testing.T) {
	k := known(t)
	for _, name := range []string{"JWT_SECRET", "DB_PASSWORD", "GITHUB_TOKEN", "STRIPE_API_KEY", "AWS_SECRET_ACCESS_KEY", "DATABASE_DSN", "SMTP_PASSWD", "PRIVATE_KEY"} {
		if !k.Env(name) {
			t.Errorf("%s is no secret", name)
		}
	}
	for _, name := range []string{"HOME", "PORT", "TOKEN_URL", "PASSWORD_FILE", "SECRET_NAME", "AWS_ACCESS_KEY_ID", "MAX_TOKENS", "JWT_ISSUER", "KEYBOARD", "MONKEY"} {
		if k.Env(name) {
			t.Errorf("%s is a secret", name)
		}
	}
}

func TestHeader(t *testing.T) {
	k := known(t)
	for _, name := range []string{"Authorization", "authorization", "X-API-KEY", "Cookie", "X-Auth-Token", "Private-Token"} {
		if !k.Header(name) {
			t.Errorf("%s carries no secret", name)
		}
	}
	for _, name := range []string{"Content-Type", "X-Request-Id", "WWW-Authenticate", "Accept", "", "X-Api-Key-Id"} {
		if k.Header(name) {
			t.Errorf("%s carries a secret", name)
		}
	}
}
