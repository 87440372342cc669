package guards

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// direction is an enumeration over text.
type direction string

const (
	asc  direction = "ASC"
	desc direction = "DESC"
)

func parseDirection(s string) (direction, error) {
	switch d := direction(s); d {
	case asc, desc:
		return d, nil
	default:
		return "", fmt.Errorf("unknown direction %q", s)
	}
}

func okParsedEnum(r *http.Request) {
	d, err := parseDirection(r.FormValue("dir"))
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + string(d))
}

// IsValid tells whether there is such a direction.
func (d direction) IsValid() bool { return slices.Contains([]direction{asc, desc}, d) }

// Validate is like IsValid.
func (d direction) Validate() error {
	if d.IsValid() {
		return nil
	}
	return errors.New("unknown direction")
}

func okEnumValidate(r *http.Request) {
	d := direction(r.FormValue("dir"))
	if err := d.Validate(); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + string(d))
}

// orDefault is a method that replaces what is unknown.
func (d direction) orDefault() direction {
	if d.IsValid() {
		return d
	}
	return asc
}

func okEnumDefault(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + string(direction(r.FormValue("dir")).orDefault()))
}

// search is a request that checks itself.
type search struct {
	Columns []string
	Sort    string
	Dir     direction
	Name    string
}

// Valid checks the parts that become SQL text.
func (s *search) Valid(_ context.Context) error {
	if s.Sort == "" {
		s.Sort = "id"
	}
	if !allowed[s.Sort] {
		return fmt.Errorf("cannot order by %s", s.Sort)
	}
	if err := s.Dir.Validate(); err != nil {
		return fmt.Errorf("direction: %w", err)
	}
	return nil
}

func searchOf(r *http.Request) *search {
	return &search{Sort: r.FormValue("sort"), Dir: direction(r.FormValue("dir")), Name: r.FormValue("name"), Columns: r.Form["column"]}
}

func okValidatedRequest(r *http.Request) {
	s := searchOf(r)
	if err := s.Valid(r.Context()); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE name = ? ORDER BY "+s.Sort+" "+string(s.Dir), s.Name)
}

func badFieldNotValidated(r *http.Request) {
	s := searchOf(r)
	if err := s.Valid(r.Context()); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + s.Name + "'") // want sqlbuild/injected "is used as a value"
}

// validator is implemented by requests.
type validator interface{ Valid(context.Context) error }

func decodeValid(r *http.Request, v validator) error {
	if v == nil {
		return errors.New("nothing")
	}
	return v.Valid(r.Context())
}

func okValidatedByHelper(r *http.Request) {
	s := searchOf(r)
	if err := decodeValid(r, s); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s.Sort)
}

// withDefaults returns a copy.
func (s search) withDefaults() search {
	if !allowed[s.Sort] {
		s.Sort = "id"
	}
	if s.Dir != desc {
		s.Dir = asc
	}
	return s
}

func okDefaultsInCopy(r *http.Request) {
	s := searchOf(r).withDefaults()
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s.Sort + " " + string(s.Dir))
}

func okCheckedBeforeCall(w http.ResponseWriter, r *http.Request) {
	sort := r.URL.Query().Get("sort")
	if err := check(sort); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	sortedUsers(r.Context(), sort, 10)
}

func sortedUsers(ctx context.Context, sort string, n int) {
	_, _ = db.QueryContext(ctx, fmt.Sprintf("SELECT id FROM users ORDER BY %s LIMIT %d", sort, n))
}

func okCheckedInCallee(r *http.Request) { _ = sortedOrError(r.Context(), r.FormValue("sort")) }

func sortedOrError(ctx context.Context, sort string) error {
	if !allowed[sort] {
		return errors.New("unknown column")
	}
	_, err := db.QueryContext(ctx, "SELECT id FROM users ORDER BY "+sort)
	return err
}

var errColumn = errors.New("unknown column")

func columnOf(s string) (string, error) {
	c, ok := columns[s]
	if !ok {
		return "", errColumn
	}
	return c, nil
}

func okLookupWithError(r *http.Request) {
	c, err := columnOf(r.FormValue("sort"))
	switch {
	case errors.Is(err, errColumn):
		return
	case err != nil:
		panic(err)
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + c)
}

func checkDirection(s string) error {
	if s != "asc" && s != "desc" {
		return errors.New("unknown direction")
	}
	return nil
}
