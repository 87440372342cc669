// Package ticket is the tickets.
package ticket

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// Repository keeps tickets.
type Repository interface {
	List(p ListParams) ([]Ticket, error)
	Get(id string) (*Ticket, error)
	Stats(groupBy, state string) ([]Stat, error)
}

// ListParams is bound from a request.
type ListParams struct {
	State   string   `query:"state"`
	Sort    SortKey  `query:"sort"`
	Columns []string `query:"columns"`
	Owner   string   `query:"owner"`
}

// SortKey names a column to sort by.
type SortKey string

// Valid tells whether there is such a column.
func (k SortKey) Valid() bool {
	switch k {
	case "created", "updated", "priority":
		return true
	default:
		return false
	}
}

type handlers struct{ repo Repository }

// Routes adds the routes of tickets.
func Routes(g *echo.Group, repo Repository) {
	h := &handlers{repo}
	g.GET("", h.list)
	g.GET("/:id", h.get)
	g.GET("/stats/:by", h.stats)
}

func (h *handlers) list(c echo.Context) error {
	var p ListParams
	if err := c.Bind(&p); err != nil {
		return echo.ErrBadRequest
	}
	if !p.Sort.Valid() {
		p.Sort = "created"
	}
	ts, err := h.repo.List(p)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, ts)
}

func (h *handlers) get(c echo.Context) error {
	t, err := h.repo.Get(c.Param("id"))
	if err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, t)
}

func (h *handlers) stats(c echo.Context) error {
	s, err := h.repo.Stats(c.Param("by"), c.QueryParam("state"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, s)
}
