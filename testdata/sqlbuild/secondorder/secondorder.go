// Package secondorder pins text that comes back from storage or from another server, and from there into SQL.
package secondorder

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"

	"github.com/jackc/pgx/v5"
	"github.com/jmoiron/sqlx"
	"gorm.io/gorm"
)

var db *sql.DB

type user struct {
	ID   int64  `db:"id"`
	Name string `db:"name"`
}

func badRows() {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return
		}
		_, _ = db.Exec("DELETE FROM posts WHERE author = '" + name + "'") // want sqlbuild/dynamic "is used as a value"
	}
}

func okRowsBound() {
	var name string
	if err := db.QueryRow("SELECT name FROM users").Scan(&name); err != nil {
		return
	}
	_, _ = db.Exec("DELETE FROM posts WHERE author = ?", name)
}

func okRowsNumber() {
	var u user
	if err := db.QueryRow("SELECT id, name FROM users").Scan(&u.ID, &u.Name); err != nil {
		return
	}
	_, _ = db.Exec(fmt.Sprintf("DELETE FROM posts WHERE author_id = %d", u.ID))
}

func badScannedStruct() {
	u, err := load(1)
	if err != nil {
		return
	}
	_, _ = db.Exec("DELETE FROM posts WHERE author = '" + u.Name + "'") // want sqlbuild/dynamic
}

func load(id int64) (*user, error) {
	u := &user{}
	err := db.QueryRow("SELECT id, name FROM users WHERE id = ?", id).Scan(&u.ID, &u.Name)
	return u, err
}

func badSqlx(db *sqlx.DB) {
	var us []user
	if err := db.Select(&us, "SELECT id, name FROM users"); err != nil {
		return
	}
	for _, u := range us {
		_, _ = db.Exec("DELETE FROM posts WHERE author = '" + u.Name + "'") // want sqlbuild/dynamic
		_, _ = db.Exec(fmt.Sprintf("DELETE FROM posts WHERE author_id = %d", u.ID))
	}
}

func badGorm(db *gorm.DB) {
	var u user
	if err := db.First(&u).Error; err != nil {
		return
	}
	db.Exec("DELETE FROM posts WHERE author = '" + u.Name + "'") // want sqlbuild/dynamic
}

func badPgx(ctx context.Context, conn *pgx.Conn) {
	var name string
	if err := conn.QueryRow(ctx, "SELECT name FROM users").Scan(&name); err != nil {
		return
	}
	_, _ = conn.Exec(ctx, "DELETE FROM posts WHERE author = '"+name+"'") // want sqlbuild/dynamic
}

func badStoredForRequest(r *http.Request) {
	var name string
	if err := db.QueryRow("SELECT name FROM users WHERE id = ?", r.FormValue("id")).Scan(&name); err != nil {
		return
	}
	_, _ = db.Exec("DELETE FROM posts WHERE author = '" + name + "'") // want sqlbuild/dynamic
}

func badStoredOrRequest(r *http.Request) {
	name := r.FormValue("name")
	if name == "" {
		if err := db.QueryRow("SELECT name FROM users").Scan(&name); err != nil {
			return
		}
	}
	_, _ = db.Exec("DELETE FROM posts WHERE author = '" + name + "'") // want sqlbuild/injected
}

func okStoredChecked() {
	var table string
	if err := db.QueryRow("SELECT t FROM jobs").Scan(&table); err != nil {
		return
	}
	switch table {
	case "users", "roles":
		_, _ = db.Exec("VACUUM " + table)
	}
}
