// Package survivors pins what counts of a field's values where the object itself cannot be followed: what is left in it when it
// leaves the function that made it.
package survivors

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

var db *sql.DB

type identity struct{ orgID string }

// queue takes objects whose way ends here: what functions read that nobody is seen to call is found by their types.
var queue = make(chan any, 10)

type org struct{ Name, RefID string }

// A client's text is decoded into RefID, and overwritten before the object is passed on.
func okOverwritten(w http.ResponseWriter, r *http.Request, id identity) {
	var o org
	_ = json.NewDecoder(r.Body).Decode(&o)
	o.RefID = "org"
	queue <- &o
}

func okOverwrittenRead(o *org) {
	_, _ = db.Query("SELECT id FROM members_" + o.RefID)
}

type team struct{ Name, RefID string }

// The same without the assignment.
func decoded(w http.ResponseWriter, r *http.Request) {
	var t team
	_ = json.NewDecoder(r.Body).Decode(&t)
	queue <- &t
}

func badDecodedRead(t *team) {
	_, _ = db.Query("SELECT id FROM members_" + t.RefID) // want sqlbuild/injected
}

type club struct{ Name, RefID string }

// It is overwritten on one way only.
func sometimes(w http.ResponseWriter, r *http.Request) {
	var c club
	_ = json.NewDecoder(r.Body).Decode(&c)
	if c.Name == "" {
		c.RefID = "none"
	}
	queue <- &c
}

func badSometimesRead(c *club) {
	_, _ = db.Query("SELECT id FROM members_" + c.RefID) // want sqlbuild/injected
}

type report struct{ Sort string }

// It is checked before the object is passed on.
func okChecked(w http.ResponseWriter, r *http.Request) {
	p := &report{Sort: r.FormValue("sort")}
	switch p.Sort {
	case "id", "name":
	default:
		http.Error(w, "bad sort", http.StatusBadRequest)
		return
	}
	queue <- p
}

func okCheckedRead(p *report) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + p.Sort)
}

type paging struct{ sort string }

var errSort = errors.New("bad sort")

// pagingOf returns an empty object where it fails, whose fields are not for use.
func pagingOf(r *http.Request) (paging, error) {
	raw := r.FormValue("sort")
	sort, err := known(raw)
	if err != nil {
		return paging{sort: raw}, err
	}
	return paging{sort: sort}, nil
}

func known(sort string) (string, error) {
	switch sort {
	case "id", "name":
		return sort, nil
	}
	return "", unknown(sort)
}

func unknown(sort string) error { return fmt.Errorf("%w: %s", errSort, sort) }

func okFailed(w http.ResponseWriter, r *http.Request) {
	p, err := pagingOf(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + p.sort)
}

type account struct{ id, schema, url string }

// One call fills several fields of one object, not only the last.
func badScanned(w http.ResponseWriter, r *http.Request) {
	var a account
	row := db.QueryRow("SELECT id, schema, url FROM accounts WHERE id = ?", r.FormValue("id"))
	if err := row.Scan(&a.id, &a.schema, &a.url); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM " + a.schema + ".users") // want:low sqlbuild/dynamic
}

func badScannedText(w http.ResponseWriter, r *http.Request) {
	var a account
	if _, err := fmt.Sscanf(r.FormValue("account"), "%s %s %s", &a.id, &a.schema, &a.url); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM " + a.schema + ".users") // want sqlbuild/injected
}
