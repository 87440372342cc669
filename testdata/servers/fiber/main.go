// Command fiber is a message board on fiber and squirrel.
package main

import (
	"database/sql"
	"log"

	"github.com/gofiber/fiber/v2"

	"github.com/apivet/apivet/testdata/servers/fiber/board"
)

func main() {
	db, err := sql.Open("mysql", "board")
	if err != nil {
		log.Fatal(err)
	}
	app := fiber.New()
	board.Mount(app.Group("/posts"), board.NewService(board.NewPosts(db)))
	log.Fatal(app.Listen("localhost:8080"))
}
