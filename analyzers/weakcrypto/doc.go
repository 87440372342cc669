// Package weakcrypto finds cryptography that is broken, or used in a way that breaks it.
//
// # Why
//
// MD5 and SHA-1 are fast: a stolen table of passwords that were hashed with them is read in hours. DES, RC4 and short RSA
// keys can be broken. A nonce that repeats gives away the texts that were encrypted with it, and with GCM the key that
// authenticates them.
//
// # Flagged
//
//	sum := md5.Sum([]byte(password))
//
//	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
//
//	block, err := des.NewCipher(key)
//
//	key, err := rsa.GenerateKey(rand.Reader, 1024)
//
//	aead.Seal(nil, make([]byte, 12), text, nil)
//
// weakcrypto/password-hash: a password is hashed with MD5 or SHA-1 alone, and kept or compared. Severity high. Precision high
// where what is made of it gets the name of a password, medium where that is not seen; low where it is only a token or
// signature, or the password is one that the program has itself, as protocols of others want it; and where someone chose the
// function: by a setting, or as a stored hash says of itself.
//
// weakcrypto/fast-hash: a password is hashed with SHA-256 or SHA-512 alone, and kept in a field that is a password's, or compared
// with one. These functions are sound, but made to be fast. Severity medium, precision high.
//
// weakcrypto/low-cost: bcrypt is told to work less than its default (a cost of 10), scrypt less than 2^14 rounds, or PBKDF2
// less than 10,000 rounds for a password. Severity medium, precision high; low where a setting can ask for more.
//
// weakcrypto/weak-hash: a token or key is made with MD5 or SHA-1 of something that is no secret and not random. Severity
// medium, precision medium. Every other use of these functions, for cache keys, checksums and ids, is of low severity and
// low precision, and so not shown by default.
//
// weakcrypto/weak-cipher: DES, triple DES or RC4 is used. Severity high, precision high.
//
// weakcrypto/short-key: an RSA key of less than 2048 bits is made. Severity high, precision high.
//
// weakcrypto/fixed-nonce: a nonce or initialisation vector is constant, or all zero. Severity high, precision high.
//
// # Fixed
//
//	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
//
//	block, err := aes.NewCipher(key) // with cipher.NewGCM
//
//	nonce := make([]byte, aead.NonceSize())
//	if _, err := rand.Read(nonce); err != nil { // crypto/rand
//
// # Not reported
//
//   - MD5 and SHA-1 inside HMAC and key derivation, where they still hold
//   - digests of random numbers of crypto/rand
//   - digests of two passwords that are compared in the place of these, which takes the same time for each
//   - digests of passwords that bcrypt then hashes
//   - functions whose name says that they hash tokens or keys, which machines draw
//   - decryption, which has to take the nonce that it gets
//   - constant nonces under a key that is derived with a salt, of which each has a key of its own
//   - examples and tests, and functions of internal packages that only tests call
//
// Known limits. What a password is, names say. A nonce that is made of a counter or a time is not looked at.
//
// # Waiving
//
// A protocol of others that wants MD5 (Subsonic, SOAP digests, old APIs) leaves no choice; keep it apart from how the
// program keeps passwords itself.
package weakcrypto

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
