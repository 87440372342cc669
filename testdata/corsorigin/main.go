// Command corsorigin imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	"net/http"

	"github.com/astaxie/beego"
	"github.com/beego/beego/v2/server/web"
	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/gogf/gf/v2/net/ghttp"
	"github.com/kataras/iris/v12"

	"github.com/apivet/apivet/testdata/corsorigin/beego1"
	"github.com/apivet/apivet/testdata/corsorigin/beego2"
	_ "github.com/apivet/apivet/testdata/corsorigin/checks"
	"github.com/apivet/apivet/testdata/corsorigin/chicors"
	"github.com/apivet/apivet/testdata/corsorigin/configs"
	_ "github.com/apivet/apivet/testdata/corsorigin/echo4"
	_ "github.com/apivet/apivet/testdata/corsorigin/echo5"
	_ "github.com/apivet/apivet/testdata/corsorigin/fasthttpheaders"
	_ "github.com/apivet/apivet/testdata/corsorigin/fiber2"
	_ "github.com/apivet/apivet/testdata/corsorigin/fiber3"
	"github.com/apivet/apivet/testdata/corsorigin/gf2"
	_ "github.com/apivet/apivet/testdata/corsorigin/gincors"
	_ "github.com/apivet/apivet/testdata/corsorigin/gorillahandlers"
	_ "github.com/apivet/apivet/testdata/corsorigin/gozero"
	_ "github.com/apivet/apivet/testdata/corsorigin/headers"
	"github.com/apivet/apivet/testdata/corsorigin/hertzcors"
	_ "github.com/apivet/apivet/testdata/corsorigin/hertzheaders"
	"github.com/apivet/apivet/testdata/corsorigin/iriscontrib"
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
	frameworks()
	_ = http.ListenAndServe("localhost:8080", mux)
}

// frameworks wires the servers of those that bring their own.
func frameworks() {
	application := iris.New()
	iriscontrib.Use(application)
	h := server.New()
	h.Use(hertzcors.Handlers()...)
	gf2.Bind(ghttp.GetServer())
	for _, f := range beego1.Filters() {
		beego.InsertFilter("*", beego.BeforeRouter, f)
	}
	for _, f := range beego2.Filters() {
		web.InsertFilter("*", web.BeforeRouter, f)
	}
}
