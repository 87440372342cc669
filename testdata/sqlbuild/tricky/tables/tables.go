// Package tables is given names by two packages, one of which passes on a client's.
package tables

import "database/sql"

// Count counts the rows of a table.
func Count(db *sql.DB, table string) (n int, err error) {
	err = db.QueryRow("SELECT count(*) FROM " + table).Scan(&n) // want sqlbuild/injected "table name"
	return n, err
}

// Size is given constants only.
func Size(db *sql.DB, table string) (n int64, err error) {
	err = db.QueryRow("SELECT pg_table_size('" + table + "')").Scan(&n)
	return n, err
}
