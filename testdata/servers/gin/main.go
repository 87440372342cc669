// Command gin is a shop on gin and sqlx.
package main

import (
	"log"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"

	"github.com/apivet/apivet/testdata/servers/gin/middleware"
	"github.com/apivet/apivet/testdata/servers/gin/product"
	"github.com/apivet/apivet/testdata/servers/gin/sales"
)

func main() {
	db, err := sqlx.Open("postgres", "host=localhost")
	if err != nil {
		log.Fatal(err)
	}
	h := product.NewHandler(product.NewService(product.NewRepo(db, product.WithSchema("shop"))))
	r := gin.New()
	api := r.Group("/api")
	h.Register(api.Group("/products"))
	sales.Register(api.Group("/sales", middleware.User, middleware.Currency()), sales.NewRepo(db))
	log.Fatal(r.Run("localhost:8080"))
}
