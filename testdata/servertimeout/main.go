// Command servertimeout imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	"net/http"

	_ "github.com/apivet/apivet/testdata/servertimeout/frameworks"
	"github.com/apivet/apivet/testdata/servertimeout/servers"
)

func main() {
	servers.Run(http.NewServeMux())
}
