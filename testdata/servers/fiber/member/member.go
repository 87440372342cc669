// Package member is who writes on the board.
package member

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	sq "github.com/Masterminds/squirrel"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
)

// Member is a row.
type Member struct {
	ID     uuid.UUID `json:"id"`
	Name   string    `json:"name"`
	Joined time.Time `json:"joined"`
}

// Filter is parsed from the query.
type Filter struct {
	Name  string `query:"name"`
	Role  string `query:"role"`
	Sort  Sort   `query:"sort"`
	After string `query:"after"`
	Page  uint64 `query:"page"`
}

// Sort is an order of members.
type Sort string

// Orders of members.
const (
	ByName   Sort = "name"
	ByJoined Sort = "joined DESC"
)

var sorts = map[Sort]struct{}{ByName: {}, ByJoined: {}}

func (f *Filter) normalize() {
	if _, ok := sorts[f.Sort]; !ok {
		f.Sort = ByName
	}
	f.Name = strings.TrimSpace(f.Name)
}

// Store keeps members.
type Store interface {
	List(ctx context.Context, f Filter) ([]Member, error)
	Update(ctx context.Context, id uuid.UUID, set map[string]any) error
	Merge(ctx context.Context, from, into uuid.UUID) error
	Remove(ctx context.Context, names []string) error
}

var editable = map[string]string{"name": "name", "mail": "mail_address"}

// Service is the rules about members.
type Service struct {
	store   Store
	timeout time.Duration
}

// NewService makes the service.
func NewService(s Store, timeout time.Duration) *Service { return &Service{s, timeout} }

func (s *Service) list(ctx context.Context, f Filter) ([]Member, error) {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	f.normalize()
	return s.store.List(ctx, f)
}

func (s *Service) update(ctx context.Context, id uuid.UUID, in map[string]any) error {
	set := make(map[string]any, len(in))
	for k, v := range in {
		column, ok := editable[k]
		if !ok {
			return fmt.Errorf("%s cannot be changed", k)
		}
		set[column] = v
	}
	if len(set) == 0 {
		return errors.New("nothing to change")
	}
	return s.store.Update(ctx, id, set)
}

type members struct {
	db *sql.DB
	sb sq.StatementBuilderType
}

// NewStore makes a store on MySQL.
func NewStore(db *sql.DB) Store {
	return &members{db: db, sb: sq.StatementBuilder.PlaceholderFormat(sq.Question).RunWith(db)}
}

const perPage = 25

func (m *members) List(ctx context.Context, f Filter) ([]Member, error) {
	q := m.sb.Select("id", "name", "joined").From("members").OrderBy(string(f.Sort)).Limit(perPage).Offset(f.Page * perPage)
	if f.Name != "" {
		q = q.Where(sq.Like{"name": f.Name + "%"})
	}
	if f.Role != "" {
		q = q.Join(fmt.Sprintf("roles ON roles.member_id = members.id AND roles.name = '%s'", f.Role)) // want sqlbuild/injected "is used as a value"
	}
	if f.After != "" {
		q = q.Where("joined > " + f.After) // want sqlbuild/injected "is used as a value"
	}
	rows, err := q.QueryContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("select from members where name like %q: %w", f.Name, err)
	}
	defer rows.Close()
	var out []Member
	for rows.Next() {
		var v Member
		if err := rows.Scan(&v.ID, &v.Name, &v.Joined); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

func (m *members) Update(ctx context.Context, id uuid.UUID, set map[string]any) error {
	_, err := m.sb.Update("members").SetMap(set).Where(sq.Eq{"id": id}).ExecContext(ctx)
	return err
}

func (m *members) Merge(ctx context.Context, from, into uuid.UUID) error {
	tx, err := m.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, table := range [...]string{"posts", "likes", "roles"} {
		if _, err := tx.ExecContext(ctx, "UPDATE "+table+" SET member_id = '"+into.String()+"' WHERE member_id = ?", from); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (m *members) Remove(ctx context.Context, names []string) error {
	args := make([]any, len(names))
	for i, n := range names {
		args[i] = n
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")
	_, err := m.db.ExecContext(ctx, "DELETE FROM members WHERE name IN ("+marks+")", args...)
	return err
}

// Mount adds the routes.
func Mount(r fiber.Router, s *Service) {
	r.Get("/", func(c *fiber.Ctx) error {
		var f Filter
		if err := c.QueryParser(&f); err != nil {
			return fiber.ErrBadRequest
		}
		out, err := s.list(c.Context(), f)
		if err != nil {
			return err
		}
		return c.JSON(out)
	})
	r.Patch("/:id", func(c *fiber.Ctx) error {
		id, err := uuid.Parse(c.Params("id"))
		if err != nil {
			return fiber.ErrNotFound
		}
		in := map[string]any{}
		if err := c.BodyParser(&in); err != nil {
			return fiber.ErrBadRequest
		}
		return s.update(c.Context(), id, in)
	})
	r.Delete("/", func(c *fiber.Ctx) error {
		names := strings.Split(c.Query("names"), ",")
		return s.store.Remove(c.Context(), names)
	})
	r.Post("/:id/merge/:into", func(c *fiber.Ctx) error {
		from, err := uuid.Parse(c.Params("id"))
		if err != nil {
			return fiber.ErrNotFound
		}
		into, err := uuid.Parse(c.Params("into"))
		if err != nil {
			return fiber.ErrNotFound
		}
		return s.store.Merge(c.Context(), from, into)
	})
}
