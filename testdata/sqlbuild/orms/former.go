package orms

import (
	"context"
	"net/http"

	"github.com/astaxie/beego/orm"
	pg8 "github.com/go-pg/pg"
	pg9 "github.com/go-pg/pg/v9"
	"github.com/gogf/gf/database/gdb"
	"github.com/gogf/gf/net/ghttp"
	graphql "github.com/graph-gophers/graphql-go"
	pgx3 "github.com/jackc/pgx"
	"github.com/labstack/echo"
	"github.com/rqlite/gorqlite"
)

// Former majors, which many servers still use.

func badGF1(db gdb.DB, r *ghttp.Request) {
	_, _ = db.GetAll("SELECT * FROM users WHERE name = '" + r.GetString("name") + "'") // want sqlbuild/injected
	_, _ = db.Model("users").Where("name = '" + r.GetQueryString("name") + "'").All()  // want sqlbuild/injected
	_, _ = db.Model("users").OrderBy(r.GetFormString("order")).FindAll()               // want sqlbuild/injected
	_, _ = db.Delete("users", "name = '"+r.GetRequestString("name")+"'")               // want sqlbuild/injected
	_, _ = db.Model("users").Where("age > ?", 1).Order(r.GetString("order")).All()     // want sqlbuild/injected
}

// What is text for the one major is an operand of the other one.
func okGF1(db gdb.DB, r *ghttp.Request) {
	_, _ = db.GetAll("SELECT * FROM users WHERE name = ?", r.GetString("name"))
	_, _ = db.Query("SELECT * FROM users WHERE name = ? AND city = ?", r.GetString("name"), r.GetString("city"))
	_, _ = db.Update("users", gdb.Map{"name": r.GetString("name")}, "id = ?", r.GetInt("id"))
	_, _ = db.Model("users").Where("name", r.GetString("name")).All()
}

func badBeego1(o orm.Ormer, r *http.Request) {
	var out []orm.Params
	_, _ = o.Raw("SELECT * FROM users WHERE name = '" + r.FormValue("name") + "'").Values(&out) // want sqlbuild/injected
	qb, _ := orm.NewQueryBuilder("mysql")
	_ = qb.Select("*").From("users").OrderBy(r.FormValue("order")).String()       // want sqlbuild/injected
	_, _ = o.QueryTable("users").FilterRaw("name", r.FormValue("name")).All(&out) // want sqlbuild/injected
}

func okBeego1(o orm.Ormer, r *http.Request) {
	var out []orm.Params
	_, _ = o.Raw("SELECT * FROM users WHERE name = ?", r.FormValue("name")).Values(&out)
	_, _ = o.QueryTable("users").Filter("name", r.FormValue("name")).All(&out)
}

func badPG8(db *pg8.DB, r *http.Request) {
	var us []user
	_, _ = db.Query(&us, "SELECT * FROM users WHERE name = '"+r.FormValue("name")+"'")  // want sqlbuild/injected
	_ = db.Model(&us).OrderExpr(r.FormValue("order")).Select()                          // want sqlbuild/injected
	_, _ = db.Query(&us, "SELECT * FROM users ORDER BY ?", pg8.Q(r.FormValue("order"))) // want sqlbuild/injected
	_ = db.Model(&us).Where("name = '" + r.FormValue("name") + "'").Select()            // want sqlbuild/injected
}

func okPG8(db *pg8.DB, r *http.Request) {
	var us []user
	_, _ = db.Query(&us, "SELECT * FROM users WHERE name = ?", r.FormValue("name"))
	_, _ = db.Query(&us, "SELECT * FROM users ORDER BY ?", pg8.F(r.FormValue("order")))
	_ = db.Model(&us).Order(r.FormValue("order")).Select()
}

func badPG9(db *pg9.DB, r *http.Request) {
	var us []user
	_, _ = db.QueryContext(r.Context(), &us, "SELECT * FROM users WHERE name = '"+r.FormValue("name")+"'") // want sqlbuild/injected
	_ = db.Model(&us).ColumnExpr(r.FormValue("columns")).Select()                                          // want sqlbuild/injected
	_, _ = db.Exec("SELECT ?", pg9.Safe(r.FormValue("order")))                                             // want sqlbuild/injected
}

func okPG9(db *pg9.DB, r *http.Request) {
	var us []user
	_, _ = db.QueryContext(r.Context(), &us, "SELECT * FROM users WHERE name = ?", r.FormValue("name"))
	_, _ = db.Exec("SELECT ?", pg9.Ident(r.FormValue("order")))
}

func badPGX3(pool *pgx3.ConnPool, r *http.Request) {
	_, _ = pool.Query("SELECT * FROM users WHERE name = '" + r.FormValue("name") + "'")              // want sqlbuild/injected
	_, _ = pool.ExecEx(r.Context(), "DELETE FROM users WHERE name = '"+r.FormValue("name")+"'", nil) // want sqlbuild/injected
	tx, _ := pool.Begin()
	_ = tx.QueryRow("SELECT * FROM " + r.FormValue("table")) // want sqlbuild/injected
}

// The text is where the next majors have an operand.
func okPGX3(conn *pgx3.Conn, r *http.Request) {
	_, _ = conn.Query("SELECT * FROM users WHERE name = $1", r.FormValue("name"))
	_, _ = conn.Exec("DELETE FROM users WHERE name = $1 AND city = $2", r.FormValue("name"), r.FormValue("city"))
	_ = conn.QueryRow("SELECT * FROM " + pgx3.Identifier{r.FormValue("table")}.Sanitize())
}

func badGorqlite(conn *gorqlite.Connection, r *http.Request) {
	_, _ = conn.QueryOne("SELECT * FROM users WHERE name = '" + r.FormValue("name") + "'")               // want sqlbuild/injected
	_, _ = conn.WriteContext(r.Context(), []string{"DELETE FROM users WHERE id = " + r.FormValue("id")}) // want sqlbuild/injected
	_, _ = conn.QueryOneParameterized(gorqlite.ParameterizedStatement{
		Query: "SELECT * FROM users ORDER BY " + r.FormValue("order"), // want sqlbuild/injected
	})
}

func okGorqlite(conn *gorqlite.Connection, r *http.Request) {
	_, _ = conn.QueryOneParameterized(gorqlite.ParameterizedStatement{
		Query: "SELECT * FROM users WHERE name = ?", Arguments: []any{r.FormValue("name")},
	})
}

// echo v3 has the module's path without a major.
func badEcho3(c echo.Context, conn *pgx3.Conn) error {
	_, err := conn.Exec("DELETE FROM users WHERE name = '" + c.QueryParam("name") + "'") // want sqlbuild/injected
	return err
}

func okEcho3(c echo.Context, conn *pgx3.Conn) error {
	_, err := conn.Exec("DELETE FROM users WHERE name = $1", c.QueryParam("name"))
	return err
}

// resolver answers queries of graphql-go: what its methods take is what a client sent.
type resolver struct{ conn *pgx3.Conn }

func (r *resolver) Search(_ context.Context, args struct{ Name string }) (*string, error) {
	_, err := r.conn.Exec("SELECT * FROM users WHERE name = '" + args.Name + "'") // want sqlbuild/injected
	return nil, err
}

func (r *resolver) Find(args struct{ ID graphql.ID }) (*string, error) {
	_, err := r.conn.Exec("SELECT * FROM users WHERE id = '" + string(args.ID) + "'") // want sqlbuild/injected
	return nil, err
}

func (r *resolver) Count(args struct{ Limit int32 }) (*string, error) { // okNumber
	_, err := r.conn.Exec("SELECT * FROM users WHERE name = $1", args.Limit)
	return nil, err
}

// Schema makes the schema that the resolver is for.
func Schema(conn *pgx3.Conn) *graphql.Schema {
	return graphql.MustParseSchema(`type Query { search(name: String!): String }`, &resolver{conn})
}
