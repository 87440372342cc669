package orms

import (
	"net/http"

	"github.com/jinzhu/copier"
	"github.com/pocketbase/dbx"
	"github.com/spf13/cast"
	"github.com/tidwall/gjson"
)

func badDBX(db *dbx.DB, r *http.Request) {
	var us []user
	_ = db.NewQuery("SELECT * FROM users WHERE name = '" + r.FormValue("name") + "'").All(&us)       // want sqlbuild/injected
	_ = db.Select().From("users").Where(dbx.NewExp("name = '" + r.FormValue("name") + "'")).All(&us) // want sqlbuild/injected
}

func okDBX(db *dbx.DB, r *http.Request) {
	var us []user
	_ = db.NewQuery("SELECT * FROM users WHERE name = {:name}").Bind(dbx.Params{"name": r.FormValue("name")}).All(&us)
	_ = db.Select().From("users").Where(dbx.HashExp{"name": r.FormValue("name")}).All(&us)
	_ = db.Select().From("users").Where(dbx.NewExp("name = {:name}", dbx.Params{"name": r.FormValue("name")})).All(&us)
	_ = db.Select().From("users").Where(dbx.Like("name", r.FormValue("name"))).All(&us)
}

// What reads or copies a value hands it on.

func badGJSON(db *dbx.DB, r *http.Request) {
	name := gjson.Get(r.FormValue("filter"), "name").String()
	_ = db.NewQuery("SELECT * FROM users WHERE name = '" + name + "'") // want sqlbuild/injected
}

func badCast(db *dbx.DB, r *http.Request) {
	_ = db.NewQuery("SELECT * FROM users WHERE name = '" + cast.ToString(r.FormValue("name")) + "'") // want sqlbuild/injected
}

func badCopied(db *dbx.DB, r *http.Request) {
	from := user{Name: r.FormValue("name")}
	var to user
	_ = copier.Copy(&to, &from)
	_ = db.NewQuery("SELECT * FROM users WHERE name = '" + to.Name + "'") // want sqlbuild/injected
}

func okNumbers(db *dbx.DB, r *http.Request) {
	_ = db.NewQuery("SELECT * FROM users LIMIT " + cast.ToString(cast.ToInt(r.FormValue("limit"))))
}
