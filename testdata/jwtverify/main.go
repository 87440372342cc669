// Command jwtverify imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	"net/http"

	_ "github.com/apivet/apivet/testdata/jwtverify/auth0"
	_ "github.com/apivet/apivet/testdata/jwtverify/auth0v2"
	_ "github.com/apivet/apivet/testdata/jwtverify/byhand"
	_ "github.com/apivet/apivet/testdata/jwtverify/claims"
	_ "github.com/apivet/apivet/testdata/jwtverify/cristalhq1"
	_ "github.com/apivet/apivet/testdata/jwtverify/cristalhq3"
	_ "github.com/apivet/apivet/testdata/jwtverify/cristalhq4"
	_ "github.com/apivet/apivet/testdata/jwtverify/cristalhq5"
	_ "github.com/apivet/apivet/testdata/jwtverify/dgrijalva"
	_ "github.com/apivet/apivet/testdata/jwtverify/echojwt"
	_ "github.com/apivet/apivet/testdata/jwtverify/echojwt5"
	_ "github.com/apivet/apivet/testdata/jwtverify/fiberjwt"
	_ "github.com/apivet/apivet/testdata/jwtverify/fiberjwt3"
	_ "github.com/apivet/apivet/testdata/jwtverify/firebaseauth"
	_ "github.com/apivet/apivet/testdata/jwtverify/form3tech"
	_ "github.com/apivet/apivet/testdata/jwtverify/gbrlsnchs3"
	_ "github.com/apivet/apivet/testdata/jwtverify/ginjwt"
	_ "github.com/apivet/apivet/testdata/jwtverify/ginjwt3"
	_ "github.com/apivet/apivet/testdata/jwtverify/gojose2"
	_ "github.com/apivet/apivet/testdata/jwtverify/gojose3"
	_ "github.com/apivet/apivet/testdata/jwtverify/gojose4"
	_ "github.com/apivet/apivet/testdata/jwtverify/golangjwt"
	_ "github.com/apivet/apivet/testdata/jwtverify/golangjwt3"
	_ "github.com/apivet/apivet/testdata/jwtverify/golangjwt4"
	_ "github.com/apivet/apivet/testdata/jwtverify/golangjwt5"
	_ "github.com/apivet/apivet/testdata/jwtverify/gozero"
	_ "github.com/apivet/apivet/testdata/jwtverify/hertzjwt"
	_ "github.com/apivet/apivet/testdata/jwtverify/idtoken"
	_ "github.com/apivet/apivet/testdata/jwtverify/irisjwt"
	_ "github.com/apivet/apivet/testdata/jwtverify/jwtauth"
	_ "github.com/apivet/apivet/testdata/jwtverify/jwx1"
	_ "github.com/apivet/apivet/testdata/jwtverify/jwx2"
	_ "github.com/apivet/apivet/testdata/jwtverify/jwx3"
	_ "github.com/apivet/apivet/testdata/jwtverify/kataras"
	_ "github.com/apivet/apivet/testdata/jwtverify/keyfuncs"
	_ "github.com/apivet/apivet/testdata/jwtverify/kratosjwt"
	_ "github.com/apivet/apivet/testdata/jwtverify/oidc2"
	_ "github.com/apivet/apivet/testdata/jwtverify/oidc3"
	_ "github.com/apivet/apivet/testdata/jwtverify/pascaldekloe"
	_ "github.com/apivet/apivet/testdata/jwtverify/sermodigital"
	_ "github.com/apivet/apivet/testdata/jwtverify/squarejose"
	_ "github.com/apivet/apivet/testdata/jwtverify/unchecked"
	_ "github.com/apivet/apivet/testdata/jwtverify/validators"
	_ "github.com/apivet/apivet/testdata/jwtverify/ways"
)

func main() {
	_ = http.ListenAndServe("localhost:8080", nil)
}
