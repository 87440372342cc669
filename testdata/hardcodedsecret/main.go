// Command hardcodedsecret imports the cases of the rule of that name, so that drivers which look at one package at a time have
// a whole program.
package main

import (
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/accounts"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/ciphers"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/compare"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/defaults"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/dsn"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/embedded"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/flagdefaults"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/headers"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/jwtkeys"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/named"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/pem"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/sessions"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/settings"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/shapes"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/silent"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/silent/generated"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/tags"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/tokens"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/validators"
	_ "github.com/apivet/apivet/testdata/hardcodedsecret/values"
)

func main() {}
