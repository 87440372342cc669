package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/rule"
)

// options are what the flags say.
type options struct {
	dir       string
	patterns  []string
	tags      []string
	tests     bool
	format    string
	out       string
	models    []string
	cache     string
	severity  rule.Severity
	precision rule.Precision
	exitZero  bool
	verbose   bool
}

var errHelp = errors.New("help was printed")

const usage = `apivet finds the security holes of Go API servers.

Usage:

	apivet [flags] [packages]        vet packages; ./... without any: all modules in the folder
	apivet rules                     list the rules
	apivet explain RULE              print a rule's page
	apivet version                   print the version
	go vet -vettool=$(which apivet) [packages]

Exit codes: 0 nothing found, 3 findings, 2 wrong usage, 1 not everything could be analysed.

Flags:

`

// parseFlags reads the command line. errHelp means that -h was asked for and printed.
func parseFlags(stdout io.Writer, args []string) (*options, error) {
	o := &options{dir: ".", format: "text", precision: rule.Likely}
	fs := flag.NewFlagSet("apivet", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.dir, "C", o.dir, "`folder` to analyse; file names in the output are relative to it")
	fs.Func("tags", "build `tags`, with commas", func(s string) error {
		o.tags = append(o.tags, strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })...)
		return nil
	})
	fs.BoolVar(&o.tests, "tests", false, "analyse _test.go files too")
	fs.StringVar(&o.format, "format", o.format, "output `format`: "+strings.Join(output.Names(), ", "))
	fs.StringVar(&o.out, "o", "", "write the output to this `file`")
	fs.Func("models", "`file` with more library models; may be repeated", func(s string) error {
		o.models = append(o.models, s)
		return nil
	})
	fs.StringVar(&o.cache, "cache", "", "`folder` that keeps what is known of unchanged packages; \"off\" keeps nothing")
	fs.TextVar(&o.severity, "severity", rule.Low, "report findings of this `severity` and above: low, medium, high, critical")
	fs.TextVar(&o.precision, "precision", rule.Likely, "report findings of this `precision` and above: low, medium, high")
	fs.BoolVar(&o.exitZero, "exit-zero", false, "exit with 0 when there are findings")
	fs.BoolVar(&o.verbose, "v", false, "tell on stderr what was analysed and where a budget ran out")
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(stdout, usage)
			fs.SetOutput(stdout)
			fs.PrintDefaults()
			return nil, errHelp
		}
		return nil, usagef("%v", err)
	}
	o.patterns = fs.Args()
	if _, ok := output.ByName(o.format); !ok {
		return nil, usagef("there is no format %q; the formats are %s", o.format, strings.Join(output.Names(), ", "))
	}
	for _, p := range o.patterns {
		if strings.HasPrefix(p, "-") {
			return nil, usagef("flags come before packages: %s", p)
		}
	}
	return o, nil
}
