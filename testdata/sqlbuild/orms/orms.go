// Package orms pins the SQL of query builders and object mappers.
package orms

import (
	"context"
	"net/http"

	sq "github.com/Masterminds/squirrel"
	"github.com/doug-martin/goqu/v9"
	"github.com/go-gorp/gorp/v3"
	"github.com/go-pg/pg/v10"
	"github.com/jackc/pgx/v5"
	jinzhu "github.com/jinzhu/gorm"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/uptrace/bun"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"xorm.io/xorm"
)

type user struct {
	ID   int
	Name string
}

func badGormOrder(db *gorm.DB, r *http.Request) {
	var us []user
	db.Order(r.FormValue("sort")).Find(&us) // want sqlbuild/injected "ORDER BY"
}

func badGormWhere(db *gorm.DB, r *http.Request) {
	var us []user
	db.Where("name = '" + r.FormValue("name") + "'").Find(&us) // want sqlbuild/injected
}

func badGormFirst(db *gorm.DB, r *http.Request) {
	var u user
	db.First(&u, r.FormValue("id")) // want sqlbuild/injected
}

func badGormRaw(db *gorm.DB, r *http.Request) {
	db.Raw("SELECT 1 FROM " + r.FormValue("table")) // want sqlbuild/injected
}

func badGormExpr(db *gorm.DB, r *http.Request) {
	db.Model(&user{}).Update("name", gorm.Expr("name || '"+r.FormValue("x")+"'")) // want sqlbuild/injected
}

func badGormClause(db *gorm.DB, r *http.Request) {
	db.Clauses(clause.Expr{SQL: "name = " + r.FormValue("x")}) // want sqlbuild/injected
}

func okGorm(db *gorm.DB, r *http.Request) {
	var us []user
	db.Where("name = ?", r.FormValue("name")).Order("name").Limit(10).Find(&us)
	db.Where(&user{Name: r.FormValue("name")}).Find(&us)
	db.Order(clause.OrderByColumn{Column: clause.Column{Name: r.FormValue("sort")}}).Find(&us)
	db.First(&us, "name = ?", r.FormValue("name"))
}

func badJinzhu(db *jinzhu.DB, r *http.Request) {
	var us []user
	db.Where("name = '" + r.FormValue("name") + "'").Find(&us) // want sqlbuild/injected
}

func badSqlx(db *sqlx.DB, r *http.Request) {
	var us []user
	_ = db.Select(&us, "SELECT * FROM users ORDER BY "+r.FormValue("sort")) // want sqlbuild/injected
}

func badSqlxPromoted(db *sqlx.DB, r *http.Request) {
	_, _ = db.Query("SELECT * FROM users ORDER BY " + r.FormValue("sort")) // want sqlbuild/injected
}

func okSqlxIn(db *sqlx.DB, r *http.Request) {
	q, args, err := sqlx.In("SELECT * FROM users WHERE name IN (?)", r.Form["name"])
	if err != nil {
		return
	}
	_, _ = db.Queryx(db.Rebind(q), args...)
}

func okSqlxNamed(db *sqlx.DB, r *http.Request) {
	_, _ = db.NamedExec("UPDATE users SET name = :name", map[string]any{"name": r.FormValue("name")})
}

func badPgx(ctx context.Context, db *pgx.Conn, r *http.Request) {
	_, _ = db.Query(ctx, "SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'") // want sqlbuild/injected "\\$1"
}

func badPgxBatch(r *http.Request) {
	b := &pgx.Batch{}
	b.Queue("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

func okPgxIdentifier(ctx context.Context, db *pgx.Conn, r *http.Request) {
	_, _ = db.Query(ctx, "SELECT id FROM "+pgx.Identifier{r.FormValue("table")}.Sanitize())
}

func okPq(db *sqlx.DB, r *http.Request) {
	_, _ = db.Exec("DROP TABLE " + pq.QuoteIdentifier(r.FormValue("table")))
}

func badSquirrelOrder(r *http.Request) {
	_ = sq.Select("id").From("users").OrderBy(r.FormValue("sort")) // want sqlbuild/injected "ORDER BY"
}

func badSquirrelWhere(r *http.Request) {
	_ = sq.Select("id").From("users").Where("name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

func badSquirrelKey(r *http.Request) {
	_ = sq.Select("id").From("users").Where(sq.Eq{r.FormValue("column"): 1}) // want sqlbuild/injected "column"
}

func okSquirrel(r *http.Request) {
	_ = sq.Select("id").From("users").Where(sq.Eq{"name": r.FormValue("name")}).Where("age > ?", r.FormValue("age"))
}

func badBun(db *bun.DB, r *http.Request) {
	_ = db.NewSelect().Model(&user{}).Where("name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

func badBunSafe(db *bun.DB, r *http.Request) {
	_ = db.NewSelect().Where("? = 1", bun.Safe(r.FormValue("column"))) // want sqlbuild/injected
}

func okBun(db *bun.DB, r *http.Request) {
	_ = db.NewSelect().Model(&user{}).Where("? = ?", bun.Ident(r.FormValue("column")), r.FormValue("name"))
}

func badGoPg(db *pg.DB, r *http.Request) {
	_, _ = db.Exec("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

func badXorm(e *xorm.Engine, r *http.Request) {
	var us []user
	_ = e.Where("name = '" + r.FormValue("name") + "'").Find(&us) // want sqlbuild/injected
}

func okXorm(e *xorm.Engine, r *http.Request) {
	var us []user
	_ = e.Where("name = ?", r.FormValue("name")).Find(&us)
}

func badGoqu(r *http.Request) {
	_ = goqu.From("users").Where(goqu.L("name = '" + r.FormValue("name") + "'")) // want sqlbuild/injected
}

func okGoqu(r *http.Request) {
	_ = goqu.From("users").Where(goqu.C("name").Eq(r.FormValue("name")))
}

func badGorp(m *gorp.DbMap, r *http.Request) {
	_, _ = m.Exec("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}
