// Package safetypes holds open cases, see the README of the folder above.
package safetypes

import (
	"database/sql"
	"encoding/base64"
	"net/http"
)

var db *sql.DB

func okBase64(r *http.Request) {
	_, _ = db.Query("SELECT id FROM blobs WHERE data = '" + base64.StdEncoding.EncodeToString([]byte(r.FormValue("data"))) + "'")
}
