// Command weakcrypto imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	_ "github.com/apivet/apivet/testdata/weakcrypto/ciphers"
	_ "github.com/apivet/apivet/testdata/weakcrypto/hashes"
	"github.com/apivet/apivet/testdata/weakcrypto/internal/gen"
	_ "github.com/apivet/apivet/testdata/weakcrypto/passwords"
)

func main() { gen.BadKey() }
