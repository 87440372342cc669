// Package spread pins a stored secret that goes everywhere: where it is logged in many places of several packages, one finding stands
// for all.
package spread

import (
	"database/sql"
	"log/slog"

	"github.com/apivet/apivet/testdata/secretlog/spread/jobs"
)

type bridge struct{ name, apiToken, url string }

func load(db *sql.DB, id int) (*bridge, error) {
	var b bridge
	if err := db.QueryRow("SELECT name, api_token, url FROM bridges WHERE id = ?", id).Scan(&b.name, &b.apiToken, &b.url); err != nil {
		return nil, err
	}
	return &b, nil
}

func badSpread(db *sql.DB) {
	b, err := load(db, 1)
	if err != nil {
		return
	}
	address := b.url + "?token=" + b.apiToken
	slog.Info("bridge", "address", address) // want secretlog/credential "logged in 3 more places"
	jobs.Queue(address)
}
