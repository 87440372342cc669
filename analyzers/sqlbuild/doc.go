// Package sqlbuild finds SQL text that is built from values.
package sqlbuild

import _ "embed"

//go:embed sqlbuild.md
var doc string
