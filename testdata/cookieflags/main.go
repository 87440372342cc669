// Command cookieflags imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	_ "github.com/apivet/apivet/testdata/cookieflags/cookies"
	_ "github.com/apivet/apivet/testdata/cookieflags/stores"
)

func main() {}
