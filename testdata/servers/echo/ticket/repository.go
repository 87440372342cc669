package ticket

import (
	"fmt"

	"gorm.io/gorm"
)

// Ticket is a row.
type Ticket struct {
	ID    uint
	Title string
	State string
}

// Stat is a count.
type Stat struct {
	Name  string
	Count int
}

type repository struct{ db *gorm.DB }

// NewRepository makes a repository.
func NewRepository(db *gorm.DB) Repository { return &repository{db} }

func (r *repository) List(p ListParams) ([]Ticket, error) {
	q := r.db.Model(&Ticket{})
	if p.State != "" {
		q = q.Where("state = ?", p.State)
	}
	if p.Owner != "" {
		q = q.Where(fmt.Sprintf("owner = '%s'", p.Owner)) // want sqlbuild/injected "is used as a value"
	}
	if len(p.Columns) > 0 {
		q = q.Select(p.Columns)
	}
	var out []Ticket
	err := q.Order(string(p.Sort) + " DESC").Find(&out).Error
	return out, err
}

func (r *repository) Get(id string) (*Ticket, error) {
	var t Ticket
	if err := r.db.First(&t, id).Error; err != nil { // want sqlbuild/injected "condition"
		return nil, err
	}
	return &t, r.db.Where(&Ticket{Title: id}).First(&t, "id = ?", id).Error
}

func (r *repository) Stats(groupBy, state string) ([]Stat, error) {
	var out []Stat
	err := r.db.Table("tickets").
		Select("count(*) AS count, "+groupBy+" AS name"). // want sqlbuild/injected "column"
		Where("state = @state", map[string]any{"state": state}).
		Group(groupBy). // want sqlbuild/injected "column"
		Scan(&out).Error
	return out, err
}
