// Command formlimit imports the cases of the rule of that name, so that drivers which look at one package at a time have a
// whole program.
package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"

	"github.com/apivet/apivet/testdata/formlimit/uploads"
)

func main() {
	uploads.Run(http.NewServeMux(), gin.New(), echo.New())
}
