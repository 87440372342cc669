// Package secretlog finds passwords, keys and tokens whose text reaches a log.
//
// # Why
//
// Logs are read by more people and kept in more places than the data they are about: log collectors, error trackers, CI
// output, support tickets. A token in a log is a token given away, for as long as the log is kept.
//
// # Flagged
//
//	log.Printf("login %s with %s", user, password)
//	slog.Info("calling", "auth", r.Header.Get("Authorization"))
//	logger.Debugf("config: %+v", cfg) // has a field Database.Password
//	return fmt.Errorf("token %s has expired", token) // and the caller logs the error
//
// secretlog/credential: a value reaches a log that a variable, parameter, field, function or setting holds whose name says
// that it is a secret: by its words, never by a part of a word. Severity high; precision high, medium for words such as
// token and session, for values that only a field's type connects, and for text on the standard output.
//
// secretlog/header: the Authorization header, a cookie or another header that carries credentials; a request or its
// headers whole.
//
// secretlog/struct: a value is written whole that has a field with a secret; the message names the way to it.
//
// secretlog/url: a connection string. secretlog/error: the secret is part of an error that is logged.
//
// The loggers are those of the model files, and functions and methods of the program that hand their arguments on to one:
// then the finding is where they are called. A logger behind an interface that nothing in the program implements is known by
// its name and its methods' names.
//
// # Fixed
//
//	log.Printf("login of %s", user)
//	slog.Info("calling", "authorized", r.Header.Get("Authorization") != "")
//
//	func (c Config) LogValue() slog.Value { return slog.StringValue(c.Database.Host) }
//
// # Not reported
//
//   - names, lengths, counts, types, addresses of secrets: the verbs %T, %p and %d, len(token), token != ""
//   - digests, masks, and up to four characters of the text (five to eight are reported with precision low): functions of
//     the program are judged by what they return
//   - a type whose own String, Error, Format, LogValue, MarshalJSON, MarshalText, MarshalZerologObject or MarshalLogObject,
//     as far as the logger asks for it, leaves the secret out; fields that are not written: unexported or json:"-" where
//     JSON is written, behind a nested pointer where fmt writes
//   - ids, names, paths, files, hashes, expiry times and counts of tokens; tokens of pages, lexers and language models
//   - what a main package, or one below cmd, writes to its user on the standard output
//   - constants; fields and variables that only ever hold constants or nothing
//
// # Known limits
//
//   - a map with a secret under a constant key, written whole
//   - redaction by the logging library's own hooks (slog's ReplaceAttr, masq, filters of kratos) is not seen: such lines
//     are reported
//   - a secret that a library puts into its errors (a URL with a key in the error of a failed request)
package secretlog

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
