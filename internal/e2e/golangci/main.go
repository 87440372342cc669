// Command golangci is golangci-lint with the plugin, built as its users build it.
package main

import (
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/apivet/apivet/analyzers/plugin"
)

func main() {
	if err := commands.Execute(commands.BuildInfo{Version: "2.15.0-apivet", GoVersion: "unknown", Commit: "none", Date: "unknown"}); err != nil {
		os.Exit(exitcodes.Failure)
	}
}
