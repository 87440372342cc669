// Command weaktoken imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	"github.com/apivet/apivet/testdata/weaktoken/draws"
)

func main() {
	draws.Run(&draws.User{})
}
