// Command sqlbuild imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	"database/sql"
	"net/http"

	_ "github.com/apivet/apivet/testdata/sqlbuild/builder"
	_ "github.com/apivet/apivet/testdata/sqlbuild/concat"
	_ "github.com/apivet/apivet/testdata/sqlbuild/frameworks"
	_ "github.com/apivet/apivet/testdata/sqlbuild/guards"
	"github.com/apivet/apivet/testdata/sqlbuild/layers"
	_ "github.com/apivet/apivet/testdata/sqlbuild/loops"
	_ "github.com/apivet/apivet/testdata/sqlbuild/operator"
	_ "github.com/apivet/apivet/testdata/sqlbuild/orms"
	_ "github.com/apivet/apivet/testdata/sqlbuild/rpc"
	_ "github.com/apivet/apivet/testdata/sqlbuild/shapes"
	_ "github.com/apivet/apivet/testdata/sqlbuild/sources"
)

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		return
	}
	_ = http.ListenAndServe("localhost:8080", layers.Wire(db))
}
