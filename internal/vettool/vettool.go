// Package vettool runs analyzers as the vettool of go vet, one unit (package) at a time.
package vettool

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// Asked tells whether the arguments are those with which go vet calls its tool.
func Asked(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := args[len(args)-1]
	return strings.HasSuffix(last, ".cfg") || args[0] == "-V=full" || args[0] == "-flags"
}

// Main runs the analyzers on the unit of the command line and exits. Units of other modules have nothing to say: models
// speak for them. The go command keeps results by the tool's version, so salt, which tells what of the configuration can
// change them, is part of it; its error ends the whole run.
func Main(analyzers []*analysis.Analyzer, salt func() ([]byte, error)) {
	if os.Args[1] == "-V=full" {
		said, err := salt()
		if err == nil {
			err = printVersion(said)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if file := os.Args[len(os.Args)-1]; strings.HasSuffix(file, ".cfg") && outside(file) {
		return
	}
	unitchecker.Main(analyzers...)
}

// printVersion writes the line that the go command reads a tool's version from: as package unitchecker does, with the
// content of the binary as its build id, and the salt.
func printVersion(salt []byte) error {
	name, err := os.Executable()
	if err != nil {
		return err
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	h.Write(salt)
	_, err = fmt.Printf("%s version devel buildID=%02x\n", filepath.Base(name), h.Sum(nil))
	return err
}

// outside tells whether the unit of a configuration file belongs to another module, and if so writes its empty facts.
func outside(file string) bool {
	data, err := os.ReadFile(file)
	if err != nil {
		return false // unitchecker reports it
	}
	var cfg unitchecker.Config
	if err := json.Unmarshal(data, &cfg); err != nil {
		return false
	}
	if cfg.ModuleVersion == "" && cfg.ModulePath != "" && cfg.ModulePath != "std" {
		return false
	}
	if cfg.VetxOutput != "" {
		if err := os.WriteFile(cfg.VetxOutput, nil, 0o666); err != nil {
			fmt.Fprintln(os.Stderr, "apivet:", err)
			os.Exit(1)
		}
	}
	return true
}
