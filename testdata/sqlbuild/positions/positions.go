// Package positions pins where a hole stands in the text, which decides what the message advises.
package positions

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"

	"github.com/jackc/pgx/v5"
)

var db *sql.DB

func badValue(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users WHERE age > " + r.FormValue("age"))                 // want sqlbuild/injected "is used as a value"
	_, _ = db.Query("SELECT id FROM users WHERE name LIKE '" + r.FormValue("name") + "%'")    // want sqlbuild/injected "is used as a value"
	_, _ = db.Query("SELECT id FROM users WHERE id IN (" + r.FormValue("ids") + ")")          // want sqlbuild/injected "is used as a value"
	_, _ = db.Query("SELECT id FROM users WHERE a = 1 AND id BETWEEN " + r.FormValue("from")) // want sqlbuild/injected "is used as a value"
	_, _ = db.Exec("INSERT INTO users (a, b) VALUES (1, " + r.FormValue("b") + ")")           // want sqlbuild/injected "is used as a value"
	_, _ = db.Exec("UPDATE users SET name = '" + r.FormValue("name") + "' WHERE id = 1")      // want sqlbuild/injected "is used as a value"
	_, _ = db.Query("SELECT id FROM users WHERE tags @> '{" + r.FormValue("tag") + "}'")      // want sqlbuild/injected "is used as a value"
	_, _ = db.Query("SELECT f('" + r.FormValue("x") + "')")                                   // want sqlbuild/injected "is used as a value"
}

func badMultiline(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf(` // want sqlbuild/injected "is used as a value"
		SELECT u.id, -- the user's id
		       u.name
		FROM   users u
		WHERE  u.deleted IS NULL
		  AND  u.name = '%s'
		ORDER  BY u.id`, r.FormValue("name")))
}

func badColumn(r *http.Request) {
	_, _ = db.Query("SELECT id, " + r.FormValue("column") + " FROM users")               // want sqlbuild/injected "column"
	_, _ = db.Query("SELECT count(DISTINCT " + r.FormValue("column") + ") FROM users")   // want sqlbuild/injected
	_, _ = db.Exec("UPDATE users SET " + r.FormValue("column") + " = NULL")              // want sqlbuild/injected "column"
	_, _ = db.Query("SELECT id FROM users GROUP BY " + r.FormValue("column"))            // want sqlbuild/injected "column"
	_, _ = db.Exec("INSERT INTO users (id, " + r.FormValue("column") + ") VALUES (?)")   // want sqlbuild/injected "column"
	_, _ = db.Exec("ALTER TABLE users ADD COLUMN " + r.FormValue("column") + " text")    // want sqlbuild/injected
	_, _ = db.Query("SELECT \"" + r.FormValue("column") + "\" FROM users")               // want sqlbuild/injected "column"
	_, _ = db.Query("SELECT `" + r.FormValue("column") + "` FROM users ORDER BY id ASC") // want sqlbuild/injected "column"
}

func badTable(r *http.Request) {
	_, _ = db.Query("SELECT id FROM " + r.FormValue("table") + " WHERE id = 1")               // want sqlbuild/injected "table name"
	_, _ = db.Query("SELECT u.id FROM users u LEFT JOIN " + r.FormValue("table") + " t ON 1") // want sqlbuild/injected "table name"
	_, _ = db.Exec("INSERT INTO " + r.FormValue("table") + " (id) VALUES (1)")                // want sqlbuild/injected "table name"
	_, _ = db.Exec("UPDATE " + r.FormValue("table") + " SET a = 1")                           // want sqlbuild/injected "table name"
	_, _ = db.Exec("CREATE TABLE IF NOT EXISTS " + r.FormValue("table") + " (id int)")        // want sqlbuild/injected
	_, _ = db.Exec("DROP TABLE IF EXISTS t_" + r.FormValue("table"))                          // want sqlbuild/injected
	_, _ = db.Query("SELECT id FROM " + r.FormValue("schema") + ".users")                     // want sqlbuild/injected
}

func badOrderBy(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + r.FormValue("sort"))                   // want sqlbuild/injected "ORDER BY"
	_, _ = db.Query("SELECT id FROM users ORDER BY id, " + r.FormValue("sort"))               // want sqlbuild/injected "ORDER BY"
	_, _ = db.Query("SELECT id FROM users ORDER BY " + r.FormValue("sort") + " DESC LIMIT 1") // want sqlbuild/injected "ORDER BY"
	_, _ = db.Query("SELECT row_number() OVER (ORDER BY " + r.FormValue("s") + ") FROM t")    // want sqlbuild/injected "ORDER BY"
	_, _ = db.Query("select id from users order by " + r.FormValue("sort"))                   // want sqlbuild/injected "ORDER BY"
}

func badDirection(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + r.FormValue("dir"))                // want sqlbuild/injected "direction"
	_, _ = db.Query("SELECT id FROM users ORDER BY a, b " + r.FormValue("dir") + " LIMIT 5") // want sqlbuild/injected "direction"
}

func badLimit(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users LIMIT " + r.FormValue("n"))                   // want sqlbuild/injected "LIMIT"
	_, _ = db.Query("SELECT id FROM users LIMIT 10 OFFSET " + r.FormValue("n"))         // want sqlbuild/injected "OFFSET"
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users LIMIT %s, 10", r.FormValue("n"))) // want sqlbuild/injected "LIMIT"
}

func badCondition(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users WHERE " + r.FormValue("where"))                   // want sqlbuild/injected "condition"
	_, _ = db.Query("SELECT id FROM users WHERE active AND (" + r.FormValue("where") + ")") // want sqlbuild/injected "condition"
	_, _ = db.Query("SELECT id FROM users GROUP BY id HAVING " + r.FormValue("having"))     // want sqlbuild/injected "condition"
	_, _ = db.Query("SELECT u.id FROM users u JOIN roles r ON " + r.FormValue("on"))        // want sqlbuild/injected "condition"
}

func badComment(r *http.Request) {
	_, _ = db.Query("/* " + r.Header.Get("X-Request-Id") + " */ SELECT id FROM users") // want sqlbuild/injected "comment"
	_, _ = db.Query("SELECT id FROM users -- " + r.Header.Get("X-Trace"))              // want sqlbuild/injected "comment"
}

func badStatement(r *http.Request) {
	_, _ = db.Exec(r.FormValue("q"))                    // want sqlbuild/injected "is the SQL text"
	_, _ = db.Exec(r.FormValue("verb") + " FROM users") // want sqlbuild/injected
}

func badSeveral(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM %s WHERE name = '%s' ORDER BY %s", r.FormValue("t"), r.FormValue("n"), r.FormValue("o"))) // want sqlbuild/injected
}

func badQuotedInConstant(r *http.Request) {
	_, _ = db.Query("SELECT 'it''s ORDER BY', id FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected "is used as a value"
}

func badAfterKeywordInText(r *http.Request) {
	_, _ = db.Query(`SELECT id AS "order" FROM users LIMIT ` + r.FormValue("n")) // want sqlbuild/injected "LIMIT"
}

func badStyles(ctx context.Context, conn *pgx.Conn, r *http.Request) {
	_, _ = conn.Query(ctx, "SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'") // want sqlbuild/injected "\\$1"
}

func badAfterIfExists(r *http.Request) {
	_, _ = db.Exec("CREATE TABLE IF NOT EXISTS " + r.FormValue("table") + " (id int)") // want sqlbuild/injected "table name"
	_, _ = db.Exec("DROP TABLE IF EXISTS t_" + r.FormValue("table"))                   // want sqlbuild/injected "table name"
}
