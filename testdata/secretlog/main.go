// Command secretlog imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	"fmt"
	"os"

	_ "github.com/apivet/apivet/testdata/secretlog/command/cmd"
	"github.com/apivet/apivet/testdata/secretlog/errtext"
	"github.com/apivet/apivet/testdata/secretlog/filters"
	_ "github.com/apivet/apivet/testdata/secretlog/formats"
	_ "github.com/apivet/apivet/testdata/secretlog/headers"
	_ "github.com/apivet/apivet/testdata/secretlog/loggers"
	_ "github.com/apivet/apivet/testdata/secretlog/mixed"
	_ "github.com/apivet/apivet/testdata/secretlog/mixed/cmd"
	_ "github.com/apivet/apivet/testdata/secretlog/mixed/locks"
	"github.com/apivet/apivet/testdata/secretlog/own"
	_ "github.com/apivet/apivet/testdata/secretlog/sanitizers"
	"github.com/apivet/apivet/testdata/secretlog/shapes"
	_ "github.com/apivet/apivet/testdata/secretlog/shapes/dht"
	"github.com/apivet/apivet/testdata/secretlog/silent"
	"github.com/apivet/apivet/testdata/secretlog/sources"
	_ "github.com/apivet/apivet/testdata/secretlog/spread"
	_ "github.com/apivet/apivet/testdata/secretlog/structs"
	_ "github.com/apivet/apivet/testdata/secretlog/urls"
	_ "github.com/apivet/apivet/testdata/secretlog/writers"
)

func main() {
	token, err := sources.GenerateToken(1)
	if err != nil {
		os.Exit(1)
	}
	fmt.Println(token) // okPrintsItsToken: that is what the command is for
	sources.Setup(os.Args[2])
	errtext.Run("a", os.Args[3], os.Args[4])
	own.Wire().Infof("ready")
	own.NewService()
	filters.New()
	shapes.Run()
	_ = shapes.New(os.Args[6])
	_ = silent.Open(os.Args[5])
}
