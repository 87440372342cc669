package main

import "github.com/beego/beego/v2/server/web"

// BooksController has its routes in comments, of which a tool makes router.go.
type BooksController struct{ web.Controller }

// Read answers.
// @router /:id [get]
func (c *BooksController) Read() { _ = c.ServeJSON() }

// Lend answers.
// @router / [post,put]
func (c *BooksController) Lend() { _ = c.ServeJSON() }

// LoansController authenticates before all of its handlers.
type LoansController struct{ baseController }

// End answers.
// @router /loans [delete]
func (c *LoansController) End() { _ = c.ServeJSON() }
