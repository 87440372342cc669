// Package sales is the figures of the shop.
package sales

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"

	"github.com/apivet/apivet/testdata/servers/gin/middleware"
)

// Row is one figure.
type Row struct {
	Label  string  `db:"label" json:"label"`
	Amount float64 `db:"amount" json:"amount"`
}

// Query says which figures to read.
type Query struct {
	Currency string
	Period   Period
	User     string
	From, To time.Time
	Shops    []int
}

// Period is how figures are summed up.
type Period int

// Periods.
const (
	Day Period = iota
	Month
	Year
)

func (p Period) String() string { return [...]string{"day", "month", "year"}[p] }

func parsePeriod(s string) (Period, error) {
	for p := Day; p <= Year; p++ {
		if p.String() == s {
			return p, nil
		}
	}
	return 0, fmt.Errorf("unknown period %q", s)
}

// Figures reads figures.
type Figures interface {
	Sum(ctx context.Context, q Query) ([]Row, error)
	Archive(ctx context.Context, year string) error
	Drop(ctx context.Context, year int) error
}

// Repo is Figures on PostgreSQL.
type Repo struct {
	db  *sqlx.DB
	now func() time.Time
}

// NewRepo makes a repo.
func NewRepo(db *sqlx.DB) *Repo { return &Repo{db: db, now: time.Now} }

// Sum returns the figures of a time.
func (r *Repo) Sum(ctx context.Context, q Query) ([]Row, error) {
	b := new(strings.Builder)
	fmt.Fprintf(b, "SELECT date_trunc('%s', at) AS label, sum(amount_%s) AS amount FROM sales WHERE at BETWEEN :from AND :to", q.Period, q.Currency)
	if len(q.Shops) > 0 {
		ids := make([]string, len(q.Shops))
		for i, s := range q.Shops {
			ids[i] = strconv.Itoa(s)
		}
		b.WriteString(" AND shop IN (" + strings.Join(ids, ",") + ")")
	}
	if q.User != "" {
		b.WriteString(" AND seller = '" + q.User + "'") // want sqlbuild/injected "is used as a value"
	}
	b.WriteString(" GROUP BY 1")
	rows, err := r.db.NamedQueryContext(ctx, b.String(), map[string]any{"from": q.From, "to": q.To})
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Row
	for rows.Next() {
		var row Row
		if err := rows.StructScan(&row); err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, rows.Err()
}

// Archive moves a year's sales to a table of its own.
func (r *Repo) Archive(ctx context.Context, year string) error {
	_, err := r.db.ExecContext(ctx, "CREATE TABLE sales_"+year+" AS SELECT * FROM sales WHERE date_part('year', at) = $1", year) // want sqlbuild/injected "table name"
	return err
}

// Drop removes the table of a year.
func (r *Repo) Drop(ctx context.Context, year int) error {
	if year >= r.now().Year() {
		return fmt.Errorf("%d is not over", year)
	}
	_, err := r.db.ExecContext(ctx, fmt.Sprintf("DROP TABLE sales_%04d", year))
	return err
}

// Register adds the routes.
func Register(g *gin.RouterGroup, f Figures) {
	g.GET("/:period", sum(f))
	g.POST("/archive/:year", func(c *gin.Context) {
		done(c, nil, f.Archive(c, c.Param("year")))
	})
	g.DELETE("/archive/:year", func(c *gin.Context) {
		year, err := strconv.Atoi(c.Param("year"))
		if err != nil {
			c.AbortWithStatus(http.StatusNotFound)
			return
		}
		done(c, nil, f.Drop(c, year))
	})
}

func sum(f Figures) gin.HandlerFunc {
	return func(c *gin.Context) {
		period, err := parsePeriod(c.Param("period"))
		if err != nil {
			c.AbortWithStatus(http.StatusNotFound)
			return
		}
		var in struct {
			From  time.Time `form:"from" binding:"required"`
			To    time.Time `form:"to" binding:"required"`
			Shops []int     `form:"shop"`
		}
		if err := c.ShouldBindQuery(&in); err != nil {
			c.AbortWithStatus(http.StatusBadRequest)
			return
		}
		q := Query{Currency: middleware.CurrencyOf(c), User: middleware.UserOf(c), Period: period, From: in.From, To: in.To, Shops: in.Shops}
		rows, err := f.Sum(c.Request.Context(), q)
		done(c, rows, err)
	}
}

func done(c *gin.Context, v any, err error) {
	if err != nil {
		_ = c.AbortWithError(http.StatusInternalServerError, err)
		return
	}
	c.JSON(http.StatusOK, v)
}
