// Package decoders holds open cases, see the README of the folder above.
package decoders

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"
)

var db *sql.DB

type listRequest struct {
	Sort   string    `json:"sort" form:"sort" query:"sort" uri:"sort"`
	Dir    string    `json:"dir" validate:"oneof=asc desc"`
	Owner  uuid.UUID `json:"owner"`
	Page   int       `json:"page"`
	All    bool      `json:"all"`
	Since  time.Time `json:"since"`
	Table  string    `json:"-"`
	schema string
	Filter *filter  `json:"filter"`
	Tags   []string `json:"tags"`
}

type filter struct {
	Field string `json:"field"`
	Value any    `json:"value"`
}

var validate = validator.New()

func okValidatedTag(r *http.Request) {
	var in listRequest
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	if err := validate.Struct(in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + in.Dir)
}

func okUnexportedField(r *http.Request) {
	in := listRequest{schema: "public"}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM " + in.schema + ".users")
}

func okIgnoredField(r *http.Request) {
	in := listRequest{Table: "users"}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM " + in.Table)
}

func badTagNotEnforcedHere(r *http.Request) {
	var in listRequest
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + in.Dir) // want sqlbuild/injected "direction"
}

// column checks itself when it is decoded.
type column string

// UnmarshalJSON accepts known columns only.
func (c *column) UnmarshalJSON(data []byte) error {
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	switch s {
	case "id", "name":
		*c = column(s)
		return nil
	}
	return errors.New("unknown column")
}

func okOwnUnmarshaler(r *http.Request) {
	var in struct {
		Sort column `json:"sort"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + string(in.Sort))
}

type untested struct {
	Dir string `json:"dir" validate:"oneof=asc desc"`
}

func badTagNotEnforced(r *http.Request) {
	var in untested
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + in.Dir) // want sqlbuild/injected "direction"
}
