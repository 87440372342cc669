// Package sqlbuild finds SQL text that is built from values instead of being given them as bind parameters.
//
// # Why
//
// Text that a client sends and that becomes part of a statement can change what the statement does: read other rows,
// write, or drop a table. Bind parameters keep values apart from the statement. Where none can stand (column and table
// names, ORDER BY, the sort direction) only a choice from a fixed list is safe; these holes are the commonest ones in
// real servers, often without any concatenation: db.Order(c.Query("sort")).
//
// # Flagged
//
//	q := fmt.Sprintf("SELECT id FROM users WHERE name = '%s'", r.FormValue("name"))
//	rows, err := db.Query(q)
//
//	db.Order(c.Query("sort")).Find(&users)
//
// sqlbuild/injected: a value that a client controls stands in SQL text, however it got there: over functions,
// interfaces, struct fields, maps, closures, channels, context values and packages. The finding is at the place where the
// text is assembled; its flow leads from the source to the call that runs it. Severity critical, high for identifiers;
// precision high, medium where the way leads through a field that only its type connects, low where it does so twice.
//
// sqlbuild/dynamic: SQL text is assembled from a value that is not proven constant, safe by its type, checked or
// quoted, and no client is known to supply it. Precision medium for stored data and results of unknown functions that
// stand as values; low, and so not shown by default, for settings, for identifiers, and for parameters of functions that
// nobody calls.
//
// # Fixed
//
//	rows, err := db.Query("SELECT id FROM users WHERE name = $1", r.FormValue("name"))
//
//	sort := "created"
//	switch s := c.Query("sort"); s {
//	case "name", "age":
//		sort = s
//	}
//	db.Order(sort).Find(&users)
//
// # Not reported
//
//   - constants from anywhere in the program, also through parameters, unexported fields, package variables and options
//     that only ever hold constants
//   - placeholders, also lists of them built in loops or with strings.Repeat
//   - numbers, booleans, times, UUIDs and other types that carry no text
//   - text that a quoting function of the models made, and arguments that a query builder binds or quotes itself
//   - values checked against constants or other values that no client controls: by switch, ==, a map, slices.Contains, a
//     loop, an anchored regular expression of word characters, a number's or UUID's parser, a function or method that does
//     one of these and returns a bool or an error, struct tags (oneof, uuid, alphanum, ...) that are enforced
//   - statements passed on whole by wrappers that nobody is known to give a client's text
//   - generated files, but for text that a client controls
//   - query languages other than SQL
//
// Known limits. Reported although it is fine: a check that only looks at characters (a loop over them, strings.ContainsFunc,
// strings.Map), of each element of a list before the whole list is used, of several values through errors.Join or a
// collected list of problems, or in a field's own UnmarshalJSON; quotes that are doubled. Missed: what is sent on a channel
// after the channel was handed on, sync.Map, slices.Collect over an iterator, reflection, unsafe and cgo. A function returns
// its other results together with a non-nil error for no use. Validator tags count when the program validates anything. Text
// that is deeper than ten nested calls or that needs more than 40,000 steps is cut off; apivet -v says where.
// testdata/sqlbuild/_open holds a case of most of these.
//
// # Waiving
//
// Where the value cannot be a client's for a reason that the code does not show, check it against a list all the same: it
// costs a line and stays true.
package sqlbuild

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
