package secret_test

import (
	"testing"

	"github.com/apivet/apivet/internal/secret"
)

// TestOwnNames: what the owner says of names wins over their words, and more words over fewer.
func TestOwnNames(t *testing.T) {
	k := secret.New()
	for class, words := range map[string][]string{
		"strong": {"password"}, "other": {"page"}, "preposition": {"from"}, "header": {"Cookie"},
		"name": {"vaultCode", "X-Partner"}, "plain": {"siteVaultCode", "adminPassword", "Cookie"},
	} {
		if err := k.Add(class, words); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]secret.Strength{
		"vaultCode": secret.Strong, "theVaultCode": secret.Strong, "VAULT_CODE": secret.Strong, "vault-code": secret.Strong, "vaultCodeFromEnv": secret.Strong,
		"pageVaultCode": secret.Strong, "siteVaultCode": secret.None, "vaultCodes": secret.None, "code": secret.None,
		"password": secret.Strong, "adminPassword": secret.None, "defaultAdminPassword": secret.None,
	} {
		if have := k.Name(name); have != want {
			t.Errorf("%s: %d, want %d", name, have, want)
		}
	}
	for name, want := range map[string]bool{"x-partner": true, "X-Partner-Id": false, "Cookie": false, "vaultCode": false} {
		if have := k.Header(name); have != want {
			t.Errorf("header %s: %t, want %t", name, have, want)
		}
	}
}
