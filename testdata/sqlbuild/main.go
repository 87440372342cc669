// Command sqlbuild imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	"database/sql"
	"net/http"

	_ "github.com/apivet/apivet/testdata/sqlbuild/branches"
	_ "github.com/apivet/apivet/testdata/sqlbuild/builder"
	_ "github.com/apivet/apivet/testdata/sqlbuild/channels"
	_ "github.com/apivet/apivet/testdata/sqlbuild/closures"
	_ "github.com/apivet/apivet/testdata/sqlbuild/collections"
	_ "github.com/apivet/apivet/testdata/sqlbuild/concat"
	"github.com/apivet/apivet/testdata/sqlbuild/connect"
	"github.com/apivet/apivet/testdata/sqlbuild/contextvals"
	_ "github.com/apivet/apivet/testdata/sqlbuild/decoders"
	_ "github.com/apivet/apivet/testdata/sqlbuild/errtext"
	_ "github.com/apivet/apivet/testdata/sqlbuild/frameworks"
	"github.com/apivet/apivet/testdata/sqlbuild/generics"
	"github.com/apivet/apivet/testdata/sqlbuild/globals"
	_ "github.com/apivet/apivet/testdata/sqlbuild/guards"
	_ "github.com/apivet/apivet/testdata/sqlbuild/interfaces"
	_ "github.com/apivet/apivet/testdata/sqlbuild/iterators"
	"github.com/apivet/apivet/testdata/sqlbuild/layers"
	_ "github.com/apivet/apivet/testdata/sqlbuild/loops"
	"github.com/apivet/apivet/testdata/sqlbuild/methods"
	_ "github.com/apivet/apivet/testdata/sqlbuild/migrations"
	_ "github.com/apivet/apivet/testdata/sqlbuild/operator"
	_ "github.com/apivet/apivet/testdata/sqlbuild/orms"
	_ "github.com/apivet/apivet/testdata/sqlbuild/positions"
	_ "github.com/apivet/apivet/testdata/sqlbuild/recursion"
	_ "github.com/apivet/apivet/testdata/sqlbuild/rpc"
	_ "github.com/apivet/apivet/testdata/sqlbuild/safetypes"
	_ "github.com/apivet/apivet/testdata/sqlbuild/secondorder"
	_ "github.com/apivet/apivet/testdata/sqlbuild/shapes"
	_ "github.com/apivet/apivet/testdata/sqlbuild/sources"
	_ "github.com/apivet/apivet/testdata/sqlbuild/sprintf"
	"github.com/apivet/apivet/testdata/sqlbuild/structfields"
	_ "github.com/apivet/apivet/testdata/sqlbuild/survivors"
	_ "github.com/apivet/apivet/testdata/sqlbuild/tricky"
	_ "github.com/apivet/apivet/testdata/sqlbuild/wrappers"
)

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		return
	}
	mux := http.NewServeMux()
	mux.Handle("/", contextvals.Middleware(layers.Wire(db)))
	mux.Handle("/connect/", connect.Handlers())
	methods.Routes(mux, db)
	structfields.Routes(mux, db)
	globals.Routes(mux)
	generics.Routes(mux)
	_ = http.ListenAndServe("localhost:8080", mux)
}
