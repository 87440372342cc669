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
// (prefix, expression, and checksum or structure where the form has one), a private key in PEM, or the value of an
// Authorization header. Severity critical; precision high, medium where the form's checksum does not hold.
//
// hardcodedsecret/credential: a literal reaches a place that takes a credential: the key of a signature, cipher, session or
// cookie, what a key function returns, a password, the password in a connection string, an access key, a client secret, a
// header; or it is what a secret is compared with that a client sends: in a condition, as the key of a table or one of a list in which
// it is looked up, in a function that a middleware asks whether a password is right. It is followed through variables, constants of
// other packages, fields, constructors, options, maps, calls, encodings and digests.
//
// hardcodedsecret/default: a literal stands in where a secret is not set: a default in a call, a flag, a struct tag, an embedded
// or a default configuration, what an empty or missing value is replaced by, or one of several values of a credential.
//
// hardcodedsecret/named: a literal that looks like a secret is given to a variable, field, parameter, key or setting whose
// words say that it is one. Precision medium. A name alone is never enough, nor is a part of a word.
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
//   - placeholders: "<token>", "${SECRET}", "your-api-key", "xxxx"; the example keys of AWS; paths of files and references such as
//     "vault:secret/app", which only say where the secret is
//   - a literal behind which more is put; names of files and of fields; masks ("....")
//   - checks of settings for what must not stay so: config.Password == "password", a stored digest that is compared with "admin"
//   - one value of a table of many settings that have no names of secrets
//   - a value that repeats its own name: Password: "password", unless it is used as the password
//   - ids, public keys, certificates, digests of public things, patterns that find secrets, addresses without a password
//   - marks of the program's own: a text that stands in a password for "unchanged", and is replaced where it is found
//   - what several callers pass is judged for each by itself: a helper that gets a key from the environment in one place and
//     as a literal in another is reported for the literal only
//   - tests; generated files; packages and files of examples, mocks and fixtures (of low precision, and so not shown by default)
//
// # Known limits
//
//   - secrets that are put together at run time: of several parts, by decryption, by arithmetic on their bytes
//   - files that are read, not embedded; of embedded ones the files of configurations (YAML, JSON, TOML, INI, env) and tokens
//   - passwords that are words ("kestrel") where nothing but a name says that they are passwords
//   - a default that is written to a file or a database, and read from there
package hardcodedsecret

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
