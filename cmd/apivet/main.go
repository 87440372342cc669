// Command apivet finds the security holes of Go API servers; "apivet -h" tells how to use it. As the vettool of go vet it
// is called with a .cfg file.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"

	"github.com/apivet/apivet/analyzers"
	"github.com/apivet/apivet/internal/cli"
	"github.com/apivet/apivet/internal/vettool"
)

func main() {
	if vettool.Asked(os.Args[1:]) {
		vettool.Main(analyzers.All())
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	app := &cli.App{Rules: analyzers.Suite, Version: cli.Version()}
	err := app.Run(ctx, os.Environ(), os.Stdin, os.Stdout, os.Stderr, os.Args[1:])
	if err == nil {
		return
	}
	code := 1
	var exit *cli.ExitError
	if errors.As(err, &exit) {
		code = exit.Code
	}
	if exit == nil || exit.Err != nil {
		fmt.Fprintln(os.Stderr, "apivet:", err)
	}
	os.Exit(code)
}
