// Package report counts tickets.
package report

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"gorm.io/gorm"

	"github.com/apivet/apivet/testdata/servers/echo/tenant"
)

// Line is one line of a report.
type Line struct {
	Name  string
	Count int64
}

// Request is bound from the query.
type Request struct {
	GroupBy []string  `query:"by"`
	Since   time.Time `query:"since"`
	Owner   uuid.UUID `query:"owner"`
	Having  string    `query:"having"`
	Min     int       `query:"min"`
}

// Source reads lines.
type Source interface {
	Lines(tenant, region string, r Request) ([]Line, error)
	Titles(tenant, search string, exact bool) ([]string, error)
}

type source struct {
	db    *gorm.DB
	table string
}

// NewSource makes a source of the tickets' table.
func NewSource(db *gorm.DB) Source { return &source{db: db, table: "tickets"} }

func (s *source) Lines(tenant, region string, r Request) ([]Line, error) {
	var out []Line
	q := s.db.Table(tenant+"_"+s.table).
		Select(strings.Join(r.GroupBy, " || '/' || ")+" AS name, count(*) AS count").
		Where("region = ?", region).
		Group(strings.Join(r.GroupBy, ", "))
	if !r.Since.IsZero() {
		q = q.Where(fmt.Sprintf("created > '%s'", r.Since.Format(time.DateTime)))
	}
	if r.Owner != uuid.Nil {
		q = q.Where("owner = '" + r.Owner.String() + "'")
	}
	if r.Having != "" {
		q = q.Having("count(*) " + r.Having) // want sqlbuild/injected
	} else {
		q = q.Having(fmt.Sprintf("count(*) >= %d", r.Min))
	}
	return out, q.Scan(&out).Error
}

func (s *source) Titles(tenant, search string, exact bool) ([]string, error) {
	operator, pattern := "LIKE", "%"+search+"%"
	if exact {
		operator, pattern = "=", search
	}
	q := s.db.Table(tenant+"_"+s.table).Where("title "+operator+" ?", pattern)
	if exact {
		q = q.Order("title")
	} else {
		q = q.Order(fmt.Sprintf("similarity(title, '%s') DESC", search)) // want sqlbuild/injected "is used as a value"
	}
	var out []string
	return out, q.Pluck("title", &out).Error
}

type handlers struct{ source Source }

// Routes adds the routes of reports.
func Routes(g *echo.Group, s Source) {
	h := &handlers{s}
	g.GET("", h.lines)
	g.GET("/titles", h.titles)
}

var groups = []string{"state", "owner", "priority"}

func (h *handlers) lines(c echo.Context) error {
	var r Request
	if err := c.Bind(&r); err != nil {
		return echo.ErrBadRequest
	}
	r.GroupBy = slices.DeleteFunc(r.GroupBy, func(g string) bool { return !slices.Contains(groups, g) })
	if len(r.GroupBy) == 0 {
		r.GroupBy = groups[:1]
	}
	lines, err := h.source.Lines(tenant.Name(c), tenant.Region(c), r)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, lines)
}

func (h *handlers) titles(c echo.Context) error {
	titles, err := h.source.Titles(tenant.Name(c), c.QueryParam("q"), c.QueryParam("exact") == "true")
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, titles)
}
