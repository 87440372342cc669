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
// secretlog/credential: a value reaches a log that a variable, parameter, field, function, setting or form field holds whose
// name says that it is a secret: by its words, never by a part of a word. Severity high; precision high, medium for words
// such as token, for values that only a field's type connects, for text on the standard output, and for a value that only
// its key or the text before it names ("password=%s"). A literal counts where it looks like a password or key.
//
// secretlog/header: the Authorization header, a cookie that keeps a session or another header that carries credentials; a
// request or its headers whole, as a dump, or in a loop that leaves none out.
//
// secretlog/struct: a value is written whole that has a field with a secret; the message names the way to it. Also what fmt
// or encoding/json makes of it before. Of types of other modules, fields with names of secrets count.
//
// secretlog/url: a connection string, or an address of a database. secretlog/error: the secret is part of an error that is
// logged; the place is where the error is made.
//
// The loggers are those of the model files, and functions and methods of the program that hand their arguments on to one:
// then the finding is where they are called. Where a function does more than to log, the finding is in it, and the flow
// shows who passes the secret. A logger behind an interface that nothing in the program implements is known by its methods'
// names and parameters, one that writes in a way that is not seen by its own name too (precision medium).
//
// Where one secret is logged in more than three places of several packages, as one that is stored and goes everywhere, one finding stands
// for all and says how many there are.
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
//     the program are judged by what they return, also for the booleans that the call passes
//   - copies in which the secret was overwritten or set to nothing
//   - a type whose own String, Error, Format, LogValue, MarshalJSON, MarshalText, MarshalZerologObject or MarshalLogObject,
//     as far as the logger asks for it, leaves the secret out; fields that are not written: unexported or json:"-" where
//     JSON is written, behind a nested pointer where fmt writes
//   - what slog's ReplaceAttr leaves out, as far as it goes by the key: comparisons, lists, maps, parts of the key; where the
//     function is another module's, all that slog writes has precision low
//   - ids, names, paths, files, hashes, expiry times and counts of tokens; tokens of pages, lexers, locks and language
//     models; a part of a text that is split, at a certain index
//   - what a main package, or one below cmd, cli, command or tools, writes to its user on the standard output
//   - constants but for those that look like a secret (not "password" or "admin123", but "P@ssw0rd"); fields and variables that only ever hold constants or nothing
//   - the whole answer of another server (httputil.DumpResponse), which seldom holds a secret
//   - the address of a database that is a file, as far as the function or its file says so (SQLite)
//   - with precision low: examples and tests, what a cache, a map or a table of functions mixes with other values, what is behind an
//     interface that says what can be done, and a command that is there to show or to change a secret
//
// # Known limits
//
//   - a secret is looked for near the log: three callers up, six calls down, five stores to fields and package variables
//     on the way. What has the name of something harmless (user, path, id) is not followed
//   - redaction by zap cores, zerolog hooks, logrus hooks and filters of kratos is not seen: such lines are reported
//   - whether a Format method, or one that writes through an encoder, leaves the secret out is not looked at where it is
//     asked; what it hands to an encoder is
//   - messages made by functions that are passed to the logger (logrus.InfoFn, MsgFunc of zerolog)
//   - the built-in print and println, and writers other than the standard streams that end in a log
//   - a secret that a library puts into its errors (a URL with a key in the error of a failed request)
//   - tags of encodings other than JSON: what yaml:"-" or xml:"-" leave out is reported
package secretlog

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
