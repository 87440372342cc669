// Package hardcodedsecret finds passwords, keys and tokens that stand in the source.
//
// # Why
//
// Who can read the source has the secret: every developer, every contractor, every CI job, everybody if the repository or
// the binary is public; and it stays in the history when it is removed. A default that stands in for a secret that is not
// set is worse, as nobody notices that it is used: whoever reads the documentation signs tokens.
//
// # Flagged
//
//	var signingKey = []byte("s3cr3t-signing-key")
//	token.SignedString(signingKey)
//
//	viper.SetDefault("jwt.secret", "change-me")
//
//	dsn := "app:Tr0ub4dor@tcp(db.internal:3306)/shop"
//
// hardcodedsecret/token-format: a literal, a sum of constants or an embedded file holds a token in one of the known forms
// (prefix, expression, and checksum or structure where the form has one), or a private key in PEM. Severity critical;
// precision high, medium where the form's checksum does not hold.
//
// hardcodedsecret/credential: a literal reaches a place that takes a credential: the key of a signature or cipher, a
// password, a connection string, an access key, or a comparison with a secret.
//
// hardcodedsecret/default: a literal stands in where a secret is not set: a default in a call, a flag, a struct tag or the
// configuration, or one of several values of a credential.
//
// hardcodedsecret/named: a literal that looks like a secret is given to a variable, field or key whose words say that it
// is one. Precision medium. A name alone is never enough, nor is a part of a word.
//
// # Fixed
//
//	key := os.Getenv("SIGNING_KEY")
//	if len(key) < 32 {
//		return errors.New("SIGNING_KEY is not set, or too short")
//	}
//
// The value must be changed as well: it is known. Findings never show it.
//
// # Not reported
//
//   - names of settings, variables, headers, cookies, fields and routes; texts that say what is wrong with a password
//   - placeholders: "<token>", "${SECRET}", "your-api-key", "xxxx"; the example keys of AWS
//   - a value that repeats its own name: Password: "password"
//   - ids, public keys, digests of public things, patterns that find secrets, addresses without a password
//   - tests; generated files; packages of examples, mocks and fixtures (of low precision, and so not shown by default)
//
// # Known limits
//
//   - keys as numbers, such as []byte{0x13, 0x37}
//   - secrets that are put together at run time
//   - files that are read, not embedded
package hardcodedsecret

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
