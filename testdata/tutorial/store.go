package main

import (
	"context"
	"database/sql"
)

// store keeps users and notes in a database.
type store struct{ db *sql.DB }

type user struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role string `json:"role"`
	Hash []byte `json:"-"` // of the password
}

type note struct {
	ID   int64  `json:"id"`
	Text string `json:"text"`
}

func (s *store) user(ctx context.Context, name string) (*user, error) {
	u := &user{}
	err := s.db.QueryRowContext(ctx, "SELECT id, name, role, hash FROM users WHERE name = $1", name).Scan(&u.ID, &u.Name, &u.Role, &u.Hash)
	return u, err
}

func (s *store) users(ctx context.Context) ([]user, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, name, role FROM users ORDER BY name")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []user
	for rows.Next() {
		var u user
		if err := rows.Scan(&u.ID, &u.Name, &u.Role); err != nil {
			return nil, err
		}
		out = append(out, u)
	}
	return out, rows.Err()
}

// exec runs a statement with its arguments.
func (s *store) exec(ctx context.Context, statement string, args ...any) error {
	_, err := s.db.ExecContext(ctx, statement, args...)
	return err
}

// list returns the notes of a user in an order that the client chooses from a fixed list.
func (s *store) list(ctx context.Context, owner, order string) ([]note, error) {
	column := "created"
	switch order {
	case "text", "id":
		column = order
	}
	return s.notes(ctx, "SELECT id, text FROM notes WHERE owner = $1 ORDER BY "+column, owner)
}

// search returns the notes of a user that contain a text.
//
// Bad: the text becomes part of the statement, so it can change what the statement does.
func (s *store) search(ctx context.Context, owner, text string) ([]note, error) {
	return s.notes(ctx, "SELECT id, text FROM notes WHERE owner = $1 AND text LIKE '%"+text+"%'", owner)
}

func (s *store) notes(ctx context.Context, query string, args ...any) ([]note, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []note
	for rows.Next() {
		var n note
		if err := rows.Scan(&n.ID, &n.Text); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}
