// Command corsorigin imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	"net/http"

	_ "github.com/apivet/apivet/testdata/corsorigin/checks"
	"github.com/apivet/apivet/testdata/corsorigin/chicors"
	"github.com/apivet/apivet/testdata/corsorigin/configs"
	_ "github.com/apivet/apivet/testdata/corsorigin/echo4"
	_ "github.com/apivet/apivet/testdata/corsorigin/echo5"
	_ "github.com/apivet/apivet/testdata/corsorigin/fasthttpheaders"
	_ "github.com/apivet/apivet/testdata/corsorigin/fiber2"
	_ "github.com/apivet/apivet/testdata/corsorigin/fiber3"
	_ "github.com/apivet/apivet/testdata/corsorigin/gincors"
	_ "github.com/apivet/apivet/testdata/corsorigin/gorillahandlers"
	_ "github.com/apivet/apivet/testdata/corsorigin/gozero"
	_ "github.com/apivet/apivet/testdata/corsorigin/headers"
	_ "github.com/apivet/apivet/testdata/corsorigin/hertzheaders"
	_ "github.com/apivet/apivet/testdata/corsorigin/iriscors"
	"github.com/apivet/apivet/testdata/corsorigin/middleware"
	_ "github.com/apivet/apivet/testdata/corsorigin/restfulcors"
	"github.com/apivet/apivet/testdata/corsorigin/rscors"
	"github.com/apivet/apivet/testdata/corsorigin/websockets"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle("/", configs.Wire(chicors.Routes()))
	rscors.Connect(mux)
	websockets.Wire(mux)
	middleware.Wire(mux, nil)
	_ = http.ListenAndServe("localhost:8080", mux)
}
