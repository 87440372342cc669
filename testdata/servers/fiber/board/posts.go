package board

import (
	"database/sql"

	sq "github.com/Masterminds/squirrel"
)

// Post is a row.
type Post struct {
	ID   int
	Text string
}

// Posts keeps posts in MySQL.
type Posts struct {
	db *sql.DB
	sb sq.StatementBuilderType
}

// NewPosts makes the store.
func NewPosts(db *sql.DB) *Posts {
	return &Posts{db: db, sb: sq.StatementBuilder.RunWith(db)}
}

// Search returns posts that match.
func (p *Posts) Search(s Search) ([]Post, error) {
	q := p.sb.Select("id", "text").From("posts")
	if s.Words != "" {
		q = q.Where("MATCH (text) AGAINST (?)", s.Words)
	}
	if s.Author != "" {
		q = q.Where("author = '" + s.Author + "'") // want sqlbuild/injected "is used as a value"
	}
	for column, value := range s.Match {
		q = q.Where(sq.Eq{column: value}) // want sqlbuild/injected "column"
	}
	return scan(q.OrderBy("created DESC").Query())
}

// Newest returns the newest posts of a board, each of which has its own table.
func (p *Posts) Newest(board string, n uint64) ([]Post, error) {
	return scan(p.sb.Select("id", "text").From("posts_" + board).Limit(n).Query()) // want sqlbuild/injected "table name"
}

func scan(rows *sql.Rows, err error) ([]Post, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Post
	for rows.Next() {
		var p Post
		if err := rows.Scan(&p.ID, &p.Text); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}
