// Command tlsconfig imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	_ "github.com/apivet/apivet/testdata/tlsconfig/resumed"
	_ "github.com/apivet/apivet/testdata/tlsconfig/sshclients"
	"github.com/apivet/apivet/testdata/tlsconfig/tlsclients"
)

func main() {
	tlsclients.Run()
}
