// Package weaktoken finds tokens, passwords and keys that are drawn from a random number generator which can be predicted.
//
// # Why
//
// math/rand is made for simulations: who sees a few of its numbers, or guesses the time at which it was seeded, knows the
// next ones, and with them the password reset link of any user.
//
// # Flagged
//
//	func randomString(n int) string {
//		b := make([]byte, n)
//		for i := range b {
//			b[i] = letters[rand.Intn(len(letters))]
//		}
//		return string(b)
//	}
//	...
//	user.ResetToken = randomString(32)
//
// weaktoken/predictable: what math/rand drew becomes a password, token, key, session id, one-time code, nonce or salt: by
// the name of the variable, field, parameter, map key or function that gets it, over any number of functions, or by its use as
// a key. Severity high, medium for nonces and salts. Precision high for names such as password and secret and for uses as a
// key, medium for the others. The finding is where the number is drawn; its flow leads to what it becomes.
//
// # Fixed
//
//	token := rand.Text() // crypto/rand
//
//	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000)) // crypto/rand
//
// # Not reported
//
//   - jitter, backoff, sampling, shuffling, ports, names of files, ids of requests: whatever no name says must not be guessed
//   - what is drawn only where crypto/rand has failed, which it does not
//   - generators that draw from a source of the program's own (a rand.Source over crypto/rand)
//   - page tokens, cursors, tokens of languages and of models
//   - examples and tests
//
// Known limits. A number that travels through a channel, or through a function without a model, is lost.
//
// # Waiving
//
// crypto/rand costs nothing that could be measured here: use it.
package weaktoken

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
