package cli

import (
	"errors"
	"flag"
	"io"
	"strings"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/output"
)

// options are what one run is to do.
type options struct {
	*config.Settings
	dir             string
	writeBaselineTo string
	prune           bool
	fix, diff       bool
}

// runFlag is a flag that says something of one run only, and so has no key.
type runFlag struct{ name, arg, doc string }

// runFlags are the flags without keys, with the reason in what they do.
var runFlags = []runFlag{
	{"C", "folder", "Folder to vet; names of files in the output are relative to it"},
	{"config", "file", "Configuration to read, in place of the .apivet.yml in the folder or above it; off reads none"},
	{"fix", "", "Apply the fixes that findings offer, and report what is left; only certain ones are offered"},
	{"diff", "", "Show what -fix would change, in the place of the findings"},
	{"write-baseline", "file", "Keep what is found in this file, for -baseline, in the place of reporting it"},
	{"prune-baseline", "", "Take out of the baseline what is fixed"},
	{"set", "key=value", "Give any key of the configuration a value, as it stands in the file; may be repeated"},
}

// said is a flag of the command line with its value.
type said struct{ flag, value string }

// commandLine is what the command line says before the configuration is read.
type commandLine struct {
	options  // but for the settings
	config   string
	said     []said
	packages []string
}

var errHelp = errors.New("help is asked for")

// parseFlags reads the command line. errHelp means that -h was asked for.
func (a *App) parseFlags(args []string) (*commandLine, error) {
	c := &commandLine{options: options{dir: "."}}
	fs := flag.NewFlagSet("apivet", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&c.dir, "C", c.dir, "")
	fs.BoolVar(&c.fix, "fix", false, "")
	fs.BoolVar(&c.diff, "diff", false, "")
	fs.StringVar(&c.writeBaselineTo, "write-baseline", "", "")
	fs.BoolVar(&c.prune, "prune-baseline", false, "")
	fs.StringVar(&c.config, "config", "", "")
	note := func(name string) func(string) error {
		return func(value string) error {
			c.said = append(c.said, said{name, value})
			return nil
		}
	}
	fs.Func("set", "", note("set"))
	for _, k := range config.Keys(output.Names()) {
		for _, name := range k.Flags {
			switch {
			case name == config.Positional:
			case k.Arg == "":
				fs.BoolFunc(name, "", note(name))
			default:
				fs.Func(name, "", note(name))
			}
		}
	}
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil, errHelp
		}
		return nil, usagef("%s", flagError(err, fs))
	}
	c.packages = fs.Args()
	for _, p := range c.packages {
		if strings.HasPrefix(p, "-") {
			return nil, usagef("flags come before packages: %s", p)
		}
	}
	return c, nil
}

// flagError words what package flag says, with the flag that was probably meant.
func flagError(err error, fs *flag.FlagSet) string {
	name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !ok {
		return err.Error()
	}
	var known []string
	fs.VisitAll(func(f *flag.Flag) { known = append(known, f.Name) })
	return "there is no flag -" + name + config.DidYouMean(strings.TrimLeft(name, "-"), known)
}

// loader reads settings of this program.
func (a *App) loader() *config.Loader {
	return &config.Loader{Rules: a.Rules, Formats: output.Names()}
}

// settings reads the configuration, and assigns the flags on top.
func (a *App) settings(c *commandLine) (*options, error) {
	l := a.loader()
	s := config.Default()
	var err error
	switch c.config {
	case "":
		s, err = l.Dir(c.dir)
	case "off":
	default:
		err = l.File(s, c.config)
	}
	if err != nil {
		return nil, badConfig(err)
	}
	lists := map[string][]string{}
	for _, f := range c.said {
		switch f.flag {
		case "set":
			err = l.Set(s, f.value, c.dir)
		case "enable", "disable":
			err = l.Assign(s, f.flag, c.dir, f.value)
		default:
			lists[f.flag] = append(lists[f.flag], f.value)
			continue
		}
		if err != nil {
			return nil, badConfig(err)
		}
	}
	if len(c.packages) > 0 {
		lists[config.Positional] = c.packages
	}
	for _, k := range l.Keys() {
		for _, name := range k.Flags {
			if values := lists[name]; len(values) > 0 {
				if err := l.Assign(s, name, c.dir, values...); err != nil {
					return nil, badConfig(err)
				}
			}
		}
	}
	o := c.options
	o.Settings = s
	return &o, nil
}

// badConfig is wrong usage: one line a problem.
func badConfig(err error) error {
	return &ExitError{exitUsage, err}
}
