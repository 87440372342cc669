// Command fiber is a message board on fiber and squirrel.
package main

import (
	"database/sql"
	"log"

	"github.com/gofiber/fiber/v2"

	"github.com/apivet/apivet/testdata/servers/fiber/board"
	"github.com/apivet/apivet/testdata/servers/fiber/config"
	"github.com/apivet/apivet/testdata/servers/fiber/member"
)

func main() {
	c := config.Parse()
	db, err := sql.Open("mysql", c.DSN)
	if err != nil {
		log.Fatal(err)
	}
	app := fiber.New(fiber.Config{ReadTimeout: c.Timeout})
	board.Mount(app.Group("/posts"), board.NewService(board.NewPosts(db)))
	member.Mount(app.Group("/members"), member.NewService(member.NewStore(db), c.Timeout))
	log.Fatal(app.Listen(c.Listen))
}
