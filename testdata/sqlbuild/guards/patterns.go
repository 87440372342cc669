package guards

import (
	"net"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/google/uuid"
)

var identifier = regexp.MustCompile(`^[a-z_]{1,30}(\.[a-z_]{1,30})?$`)

func okMatchedHelper(r *http.Request) {
	s := r.FormValue("sort")
	if !isIdentifier(s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func isIdentifier(s string) bool { return len(s) > 0 && identifier.MatchString(s) }

func okPackageMatch(r *http.Request) {
	s := r.FormValue("id")
	if ok, err := regexp.MatchString(`\A\d+\z`, s); err != nil || !ok {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE id = " + s)
}

func okAlternatives(r *http.Request) {
	dir := r.FormValue("dir")
	if !regexp.MustCompile(`(?i)^(asc|desc)$`).MatchString(dir) {
		dir = "asc"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + dir)
}

func okParsedTime(r *http.Request) {
	day := r.FormValue("day")
	if _, err := time.Parse("2006-01-02", day); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE day = '" + day + "'")
}

func okParsedNumbers(r *http.Request) {
	for _, id := range r.Form["id"] {
		if _, err := strconv.ParseInt(id, 10, 64); err != nil {
			return
		}
		_, _ = db.Query("SELECT id FROM users WHERE id = " + id)
	}
}

func okUUIDValidate(r *http.Request) {
	id := r.PathValue("id")
	if uuid.Validate(id) != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE id = '" + id + "'")
}

func badAnchoredStart(r *http.Request) {
	s := r.FormValue("sort")
	if !startsWithWord.MatchString(s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

var startsWithWord = regexp.MustCompile(`^[a-z]+`)

func badLooseClass(r *http.Request) {
	s := r.FormValue("sort")
	if !anything.MatchString(s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

var anything = regexp.MustCompile(`^.{1,64}$`)

func badAnchorsOfOneAlternative(r *http.Request) {
	s := r.FormValue("sort")
	if !halfAnchored.MatchString(s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

var halfAnchored = regexp.MustCompile(`^name|id$`)

func badMatchedNegated(r *http.Request) {
	s := r.FormValue("sort")
	if identifier.MatchString(s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func okParsedAddress(r *http.Request) {
	ip := r.FormValue("ip")
	if net.ParseIP(ip) == nil {
		return
	}
	_, _ = db.Query("SELECT id FROM hosts WHERE ip = '" + ip + "'")
}
