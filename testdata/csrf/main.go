// Command csrf imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	"net/http"

	"github.com/apivet/apivet/testdata/csrf/logins"
	"github.com/apivet/apivet/testdata/csrf/origins"
)

func main() {
	mux := http.NewServeMux()
	origins.Run(mux)
	new(logins.Login).Run(mux)
}
