package orms

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	entsql "entgo.io/ent/dialect/sql"
	sq "github.com/Masterminds/squirrel"
	"github.com/doug-martin/goqu/v9"
	"github.com/go-pg/pg/v10"
	"github.com/gocraft/dbr/v2"
	"github.com/huandu/go-sqlbuilder"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/uptrace/bun"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"xorm.io/xorm"
)

func badGormTable(db *gorm.DB, r *http.Request) {
	var us []user
	db.Table(r.PathValue("table")).Find(&us) // want sqlbuild/injected
}

func badGormSelect(db *gorm.DB, r *http.Request) {
	var us []user
	db.Select(r.FormValue("fields")).Find(&us) // want sqlbuild/injected
}

func badGormJoins(db *gorm.DB, r *http.Request) {
	var us []user
	db.Joins("JOIN roles ON roles.name = '" + r.FormValue("role") + "'").Find(&us) // want sqlbuild/injected
}

func badGormPluck(db *gorm.DB, r *http.Request) {
	var out []string
	db.Model(&user{}).Pluck(r.FormValue("column"), &out) // want sqlbuild/injected
}

func badGormDelete(db *gorm.DB, r *http.Request) {
	db.Delete(&user{}, "name = '"+r.FormValue("name")+"'") // want sqlbuild/injected
}

func badGormHaving(db *gorm.DB, r *http.Request) {
	var us []user
	db.Group("name").Having("count(*) > " + r.FormValue("n")).Find(&us) // want sqlbuild/injected
}

func badGormTransaction(db *gorm.DB, r *http.Request) {
	name := r.FormValue("name")
	_ = db.Transaction(func(tx *gorm.DB) error {
		return tx.Exec("DELETE FROM users WHERE name = '" + name + "'").Error // want sqlbuild/injected
	})
}

func badGormSession(db *gorm.DB, r *http.Request) {
	q := db.WithContext(r.Context()).Session(&gorm.Session{}).Model(&user{})
	if s := r.FormValue("sort"); s != "" {
		q = q.Order(fmt.Sprintf("%s %s", s, "desc")) // want sqlbuild/injected "ORDER BY"
	}
	var us []user
	q.Find(&us)
}

func badGormOrderExpr(db *gorm.DB, r *http.Request) {
	var us []user
	db.Clauses(clause.OrderBy{Expression: clause.Expr{SQL: "field(id, " + r.FormValue("ids") + ")"}}).Find(&us) // want sqlbuild/injected
}

func okGormMaps(db *gorm.DB, r *http.Request) {
	var us []user
	db.Where(map[string]any{"name": r.FormValue("name")}).Find(&us)
	db.Where("name IN ?", r.Form["name"]).Find(&us)
	db.Where("name = @name", map[string]any{"name": r.FormValue("name")}).Find(&us)
	db.Model(&user{}).Updates(map[string]any{"name": r.FormValue("name")})
	db.Model(&user{}).Where("id = ?", r.FormValue("id")).Update("name", r.FormValue("name"))
	db.Create(&user{Name: r.FormValue("name")})
	db.Raw("SELECT id FROM users WHERE name = ?", r.FormValue("name")).Scan(&us)
	db.Model(&user{}).Update("name", gorm.Expr("upper(?)", r.FormValue("name")))
}

func okGormScopes(db *gorm.DB, r *http.Request) {
	paged := func(db *gorm.DB) *gorm.DB { return db.Limit(10).Offset(len(r.Form)) }
	active := func(db *gorm.DB) *gorm.DB { return db.Where("active = ?", true) }
	var us []user
	db.Scopes(paged, active).Order("name desc").Find(&us)
}

func okGormEq(db *gorm.DB, r *http.Request) {
	var us []user
	db.Clauses(clause.Where{Exprs: []clause.Expression{clause.Eq{Column: clause.Column{Name: "name"}, Value: r.FormValue("name")}}}).Find(&us)
}

func badSqlxNamed(db *sqlx.DB, r *http.Request) {
	_, _ = db.NamedExec("UPDATE users SET "+r.FormValue("column")+" = :v", map[string]any{"v": 1}) // want sqlbuild/injected "column"
}

func badSqlxGet(ctx context.Context, db *sqlx.DB, r *http.Request) {
	var u user
	_ = db.GetContext(ctx, &u, db.Rebind("SELECT * FROM users WHERE name = '"+r.FormValue("name")+"' AND id = ?"), 1) // want sqlbuild/injected
}

func badSqlxFunction(ctx context.Context, db sqlx.ExtContext, r *http.Request) {
	var us []user
	_ = sqlx.SelectContext(ctx, db, &us, "SELECT * FROM "+r.PathValue("table")) // want sqlbuild/injected "table name"
}

func badSqlxIn(db *sqlx.DB, r *http.Request) {
	q, args, err := sqlx.In("SELECT * FROM users WHERE id IN (?) ORDER BY "+r.FormValue("sort"), []int{1}) // want sqlbuild/injected "ORDER BY"
	if err != nil {
		return
	}
	_, _ = db.Queryx(db.Rebind(q), args...)
}

func badSqlxTx(db *sqlx.DB, r *http.Request) {
	tx := db.MustBegin()
	tx.MustExec("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

func okSqlxStruct(db *sqlx.DB, r *http.Request) {
	_, _ = db.NamedExec(`INSERT INTO users (name) VALUES (:name)`, &user{Name: r.FormValue("name")})
	q, args, err := sqlx.Named("SELECT * FROM users WHERE name = :name", map[string]any{"name": r.FormValue("name")})
	if err != nil {
		return
	}
	_, _ = db.Query(db.Rebind(q), args...)
}

func badPgxTx(ctx context.Context, pool *pgxpool.Pool, r *http.Request) {
	_ = pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "SET LOCAL search_path TO "+r.Header.Get("X-Tenant")) // want sqlbuild/injected
		return err
	})
}

func okPgxNamed(ctx context.Context, pool *pgxpool.Pool, r *http.Request) {
	_, _ = pool.Query(ctx, "SELECT id FROM users WHERE name = @name", pgx.NamedArgs{"name": r.FormValue("name")})
	_, _ = pool.CopyFrom(ctx, pgx.Identifier{"users"}, []string{"name"}, pgx.CopyFromRows([][]any{{r.FormValue("name")}}))
	_, _ = pool.Query(ctx, fmt.Sprintf("SELECT id FROM %s", pgx.Identifier{"public", r.PathValue("table")}.Sanitize()))
}

func badSquirrelExpr(r *http.Request) {
	_ = sq.Select("id").From("users").Where(sq.Expr("name = '" + r.FormValue("name") + "'")) // want sqlbuild/injected
}

func badSquirrelColumns(r *http.Request) {
	_ = sq.Select(strings.Split(r.FormValue("fields"), ",")...).From("users") // want sqlbuild/injected "column"
}

func badSquirrelSet(r *http.Request) {
	b := sq.Update("users")
	for k, vs := range r.Form {
		b = b.Set(k, vs[0]) // want sqlbuild/injected "column"
	}
	_, _, _ = b.ToSql()
}

func badSquirrelEqMap(r *http.Request) {
	eq := sq.Eq{}
	for k := range r.URL.Query() {
		eq[k] = r.URL.Query().Get(k) // want sqlbuild/injected "column"
	}
	_ = sq.Select("id").From("users").Where(eq)
}

func badSquirrelSuffix(r *http.Request) {
	_ = sq.Select("id").From("users").Suffix("LIMIT " + r.FormValue("n")) // want sqlbuild/injected
}

func okSquirrelSet(r *http.Request) {
	b := sq.Update("users").PlaceholderFormat(sq.Dollar)
	for _, column := range []string{"name", "city"} {
		if v := r.FormValue(column); v != "" {
			b = b.Set(column, v)
		}
	}
	_, _, _ = b.Where(sq.And{sq.Eq{"id": r.FormValue("id")}, sq.Like{"name": "%" + r.FormValue("q") + "%"}}).ToSql()
	_ = sq.Select("id").From("users").Limit(uint64(len(r.Form))).Where(sq.Expr("name = ?", r.FormValue("name")))
}

func badBunOrder(db *bun.DB, r *http.Request) {
	_ = db.NewSelect().Model(&user{}).OrderExpr(r.FormValue("sort")) // want sqlbuild/injected
}

func badBunColumnExpr(db *bun.DB, r *http.Request) {
	_ = db.NewSelect().ColumnExpr("count(" + r.FormValue("column") + ")") // want sqlbuild/injected
}

func badBunRaw(ctx context.Context, db *bun.DB, r *http.Request) {
	_, _ = db.NewRaw("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'").Exec(ctx) // want sqlbuild/injected
}

func okBunWhere(db *bun.DB, r *http.Request) {
	_ = db.NewSelect().Model(&user{}).Where("name = ?", r.FormValue("name")).Order("name").Limit(10)
	_ = db.NewSelect().TableExpr("users AS u").Where("u.name IN (?)", bun.In(r.Form["name"]))
}

func badGoPgOrder(db *pg.DB, r *http.Request) {
	_ = db.Model(&user{}).OrderExpr(r.FormValue("sort")).Select() // want sqlbuild/injected
}

func okGoPg(db *pg.DB, r *http.Request) {
	_ = db.Model(&user{}).Where("name = ?", r.FormValue("name")).Select()
	_, _ = db.Exec("DELETE FROM ? WHERE name = ?", pg.Ident(r.PathValue("table")), r.FormValue("name"))
}

func badXormOrder(e *xorm.Engine, r *http.Request) {
	var us []user
	_ = e.OrderBy(r.FormValue("sort")).Find(&us) // want sqlbuild/injected
}

func badXormSQL(e *xorm.Engine, r *http.Request) {
	_, _ = e.Exec("DELETE FROM user WHERE name = '" + r.FormValue("name") + "'")    // want sqlbuild/injected
	_, _ = e.Query("SELECT * FROM user WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

func badGoquOrder(r *http.Request) {
	_ = goqu.From("users").Order(goqu.L(r.FormValue("sort")).Asc()) // want sqlbuild/injected
}

func okGoquEx(r *http.Request) {
	_ = goqu.From("users").Where(goqu.Ex{"name": r.FormValue("name")}).Limit(uint(len(r.Form)))
	_ = goqu.From("users").Where(goqu.L("name = ?", r.FormValue("name")))
}

func badDbr(s *dbr.Session, r *http.Request) {
	_ = s.Select("id").From("users").Where("name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
	_ = s.SelectBySql("SELECT id FROM users ORDER BY " + r.FormValue("sort"))      // want sqlbuild/injected
}

func okDbr(s *dbr.Session, r *http.Request) {
	_ = s.Select("id").From("users").Where("name = ?", r.FormValue("name")).Where(dbr.Eq("city", r.FormValue("city")))
}

func badSQLBuilder(r *http.Request) {
	sb := sqlbuilder.NewSelectBuilder()
	sb.Select("id").From("users").OrderBy(r.FormValue("sort")) // want sqlbuild/injected
}

func okSQLBuilder(r *http.Request) {
	sb := sqlbuilder.NewSelectBuilder()
	sb.Select("id").From("users").Where(sb.Equal("name", r.FormValue("name")))
}

func badEnt(r *http.Request) {
	_ = entsql.Select("id").From(entsql.Table("users")).Where(entsql.ExprP("name = '" + r.FormValue("name") + "'")) // want sqlbuild/injected
}

func okEnt(r *http.Request) {
	_ = entsql.Select("id").From(entsql.Table("users")).Where(entsql.EQ("name", r.FormValue("name")))
}

func okXormBean(e *xorm.Engine, r *http.Request) {
	_, _ = e.Get(&user{Name: r.FormValue("name")})
	_, _ = e.Exec("DELETE FROM user WHERE name = ?", r.FormValue("name"))
}

func badXormExec(e *xorm.Engine, r *http.Request) {
	_, _ = e.Exec("DELETE FROM user WHERE name = '"+r.FormValue("name")+"' AND id = ?", 1) // want sqlbuild/injected
}
