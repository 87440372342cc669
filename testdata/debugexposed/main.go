// Command debugexposed imports the cases of the rule of that name that are no programs of their own, so that drivers which
// look at one package at a time have a whole program.
package main

import _ "github.com/apivet/apivet/testdata/debugexposed/handlers"

func main() {}
