// Package formlimit finds uploads whose size nobody limits.
//
// # Why
//
// ParseMultipartForm, and FormFile that calls it, read a body with files to its end: what is beyond the given number of bytes
// goes to the disk, however much it is. One client fills the disk of the server.
//
// # Flagged
//
//	func upload(w http.ResponseWriter, r *http.Request) {
//		if err := r.ParseMultipartForm(32 << 20); err != nil {
//
// formlimit/upload: the body of a request with files is read, and neither http.MaxBytesReader nor a middleware limits it, nor is
// ContentLength looked at: in the function, in those that call it, or before all handlers. One finding a package, at the first place, as one limit serves
// all. Severity medium, precision medium.
//
// # Fixed
//
//	r.Body = http.MaxBytesReader(w, r.Body, 32<<20)
//	if err := r.ParseMultipartForm(8 << 20); err != nil {
//
// # Not reported
//
//   - forms without files: ParseForm stops at 10 MB by itself
//   - frameworks that limit bodies by default, such as fiber
//   - programs that limit all bodies by a middleware: http.MaxBytesHandler, echo's BodyLimit, chi's RequestSize, or one of their own
//
// Known limits. FormValue and PostFormValue read files as well, where a client sends some; nearly every handler calls one of
// them, so they are not looked at. A limit of a reverse proxy is not seen. Which routes a limiting middleware covers is not looked at: one is
// taken for all.
//
// # Waiving
//
// Where uploads may be of any size, read them as a stream (r.MultipartReader) to where there is room.
package formlimit

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
