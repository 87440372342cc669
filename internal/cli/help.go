package cli

import (
	"fmt"
	"strings"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/output"
)

const synopsis = `apivet finds the security holes of Go API servers.

Usage:

	apivet [flags] [packages]        vet packages; ./... without any: all modules in the folder
	apivet rules                     list the rules
	apivet explain RULE              print a rule's page
	apivet config verify [file]      check a configuration
	apivet config schema             print its JSON Schema
	apivet version                   print the version
	go vet -vettool=$(which apivet) [packages]

Exit codes: 0 nothing found, 3 findings, 2 wrong usage, 1 not everything could be analysed.

Each flag but -C, -config and -set has a key in the configuration, a .apivet.yml in the folder or above it.

Flags:

`

// usage is the help text.
func (a *App) usage() string {
	var b strings.Builder
	b.WriteString(synopsis)
	entry := func(name, arg, doc string) { fmt.Fprintf(&b, "  -%s %s\n    \t%s\n", name, arg, doc) }
	for _, f := range runFlags {
		entry(f.name, f.arg, f.doc)
	}
	for _, k := range config.Keys(output.Names()) {
		for _, name := range k.Flags {
			if name == config.Positional {
				continue
			}
			doc := k.Doc
			if k.Enum != nil {
				doc += ": " + strings.Join(k.Enum, ", ")
			}
			entry(name, k.Arg, doc)
		}
	}
	return b.String()
}
