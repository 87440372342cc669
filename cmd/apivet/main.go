// Command apivet finds the security holes of Go API servers; "apivet -h" tells how to use it. As the vettool of go vet it
// is called with a .cfg file.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"

	"github.com/apivet/apivet/analyzers"
	"github.com/apivet/apivet/internal/cli"
	"github.com/apivet/apivet/internal/triage"
	"github.com/apivet/apivet/internal/vettool"
)

func main() {
	if vettool.Asked(os.Args[1:]) {
		vettool.Main(analyzers.All(), func() ([]byte, error) { return triage.Salt(".", analyzers.Suite) })
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	app := &cli.App{Rules: analyzers.Suite, Version: cli.Version()}
	err := app.Run(ctx, os.Environ(), os.Stdin, os.Stdout, os.Stderr, os.Args[1:])
	if err == nil {
		return
	}
	var exit *cli.ExitError
	if !errors.As(err, &exit) {
		exit = &cli.ExitError{Code: 1, Err: err}
	}
	exit.Report(os.Stderr)
	os.Exit(exit.Code)
}
