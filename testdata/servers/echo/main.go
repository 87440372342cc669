// Command echo is a ticket system on echo and GORM.
package main

import (
	"log"

	"github.com/labstack/echo/v4"
	"gorm.io/gorm"

	"github.com/apivet/apivet/testdata/servers/echo/report"
	"github.com/apivet/apivet/testdata/servers/echo/tenant"
	"github.com/apivet/apivet/testdata/servers/echo/ticket"
)

func main() {
	db, err := gorm.Open(nil, &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	e := echo.New()
	e.Use(tenant.Middleware("eu"))
	ticket.Routes(e.Group("/tickets"), ticket.NewRepository(db))
	report.Routes(e.Group("/reports"), report.NewSource(db))
	log.Fatal(e.Start("localhost:8080"))
}
