// Command apivet finds the security holes of Go API servers; "apivet -h" tells how to use it. As the vettool of go vet it
// is called with a .cfg file.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/apivet/apivet/analyzers"
	"github.com/apivet/apivet/internal/cli"
	"github.com/apivet/apivet/internal/triage"
	"github.com/apivet/apivet/internal/vettool"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	if vettool.Asked(os.Args[1:]) {
		vettool.Main(analyzers.All(), func() ([]byte, error) { return triage.Salt(".", analyzers.Suite) })
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM)
	go leave(interrupts, cancel)
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

// heapGrowth is by how many percent the heap grows between collections of garbage. Runs are short: a little more memory than
// with 100 is a tenth less CPU.
const heapGrowth = 140

// grace is how long a run that is interrupted may take to put its things away. What it writes is whole at any moment.
const grace = 300 * time.Millisecond

// leave stops the run at an interruption, and ends the process soon after, whatever it is doing.
func leave(interrupts <-chan os.Signal, cancel func()) {
	<-interrupts
	cancel()
	time.Sleep(grace)
	fmt.Fprintln(os.Stderr, "\napivet: interrupted")
	os.Exit(1)
}
