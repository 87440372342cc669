// Package operator pins values that come from who runs the program, or from storage, or from nowhere known.
package operator

import (
	"database/sql"
	"flag"
	"os"
)

var db *sql.DB

func lowEnv() {
	_, _ = db.Exec("CREATE DATABASE " + os.Getenv("DB_NAME")) // want:low sqlbuild/dynamic
}

var schema = flag.String("schema", "public", "database schema")

func lowFlag() {
	_, _ = db.Exec("SET search_path TO " + *schema) // want:low sqlbuild/dynamic
}

// Exported is called by no one.
func Exported(table string) {
	_, _ = db.Exec("DROP TABLE " + table) // want:low sqlbuild/dynamic
}

func badSecondOrder() {
	var name string
	if err := db.QueryRow("SELECT name FROM users").Scan(&name); err != nil {
		return
	}
	_, _ = db.Exec("DELETE FROM sessions WHERE user = '" + name + "'") // want sqlbuild/dynamic
}
