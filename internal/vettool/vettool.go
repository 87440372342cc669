// Package vettool runs analyzers as the vettool of go vet, one unit (package) at a time.
package vettool

import (
	"encoding/json"
	"fmt"
	"os"
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
// speak for them.
func Main(analyzers []*analysis.Analyzer) {
	if file := os.Args[len(os.Args)-1]; strings.HasSuffix(file, ".cfg") && outside(file) {
		return
	}
	unitchecker.Main(analyzers...)
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
