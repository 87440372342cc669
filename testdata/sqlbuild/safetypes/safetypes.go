// Package safetypes pins types and functions whose text cannot hold SQL, and those that look like it.
package safetypes

import (
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

var db *sql.DB

type status int

const (
	open status = iota
	closed
)

var statusNames = [...]string{"open", "closed"}

func (s status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return "status(" + strconv.Itoa(int(s)) + ")"
}

type level uint8

var levelNames = map[level]string{1: "low", 2: "high"}

func (l level) String() string { return levelNames[l] }

func okNamedNumbers(r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	_, _ = db.Query("SELECT id FROM users WHERE status = '" + status(n).String() + "'")
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE level = '%v' OR status = '%s' OR n = %d", level(n), status(n), status(n)))
}

func okIntegers(r *http.Request) {
	id, err := strconv.ParseUint(r.PathValue("id"), 10, 64)
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE id = " + strconv.FormatUint(id, 10))
	_, _ = db.Query("SELECT id FROM users WHERE id = " + fmt.Sprint(id))
	_, _ = db.Query(string(strconv.AppendInt([]byte("SELECT id FROM users LIMIT "), int64(id), 10)))
}

func okListOfIntegers(r *http.Request) {
	var ids []string
	for _, s := range strings.Split(r.FormValue("ids"), ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			continue
		}
		ids = append(ids, strconv.Itoa(n))
	}
	_, _ = db.Query("SELECT id FROM users WHERE id IN (" + strings.Join(ids, ",") + ")")
}

func okPrintedSlice(r *http.Request) {
	var in struct{ IDs []int64 }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	ids := strings.Trim(strings.ReplaceAll(fmt.Sprint(in.IDs), " ", ","), "[]")
	_, _ = db.Query("SELECT id FROM users WHERE id IN (" + ids + ")")
}

func okTimes(r *http.Request) {
	day, err := time.Parse(time.DateOnly, r.FormValue("day"))
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM events_" + day.Format("200601") + " WHERE day = '" + day.Format(time.DateOnly) + "'")
	_, _ = db.Query("SELECT id FROM events WHERE month = '" + day.Month().String() + "' AND at > '" + day.UTC().String() + "'")
}

func okUUIDs(r *http.Request) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE id = '" + id.String() + "'")
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE id = '%s' OR id = '%v'", id, uuid.NewString()))
}

func okListOfUUIDs(r *http.Request) {
	ids := make([]string, 0, 4)
	for _, s := range r.Form["id"] {
		id, err := uuid.Parse(s)
		if err != nil {
			return
		}
		ids = append(ids, "'"+id.String()+"'")
	}
	_, _ = db.Query("SELECT id FROM users WHERE id IN (" + strings.Join(ids, ",") + ")")
}

func okAddresses(r *http.Request) {
	if ip := net.ParseIP(r.FormValue("ip")); ip != nil {
		_, _ = db.Query("SELECT id FROM hosts WHERE ip = '" + ip.String() + "'")
	}
	prefix, err := netip.ParsePrefix(r.FormValue("net"))
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM hosts WHERE ip << '" + prefix.Masked().String() + "'")
}

func okHashes(r *http.Request) {
	sum := sha256.Sum256([]byte(r.FormValue("token")))
	_, _ = db.Query("SELECT id FROM tokens WHERE hash = '" + hex.EncodeToString(sum[:]) + "'")
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM tokens WHERE hash = '%x'", sum))
}

func okBig(r *http.Request) {
	n, ok := new(big.Int).SetString(r.FormValue("n"), 10)
	if !ok {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE n = " + n.String())
}

func okNulls(r *http.Request) {
	n := sql.NullInt64{Int64: 1, Valid: r.FormValue("n") != ""}
	if n.Valid {
		_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE n = %d", n.Int64))
	}
	_, _ = db.Query("SELECT id FROM users WHERE active = " + strconv.FormatBool(n.Valid))
}

func okLengths(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users LIMIT " + strconv.Itoa(len(r.Form["id"])))
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users OFFSET %d", strings.Count(r.FormValue("x"), ",")))
}

func badNullString(r *http.Request) {
	s := sql.NullString{String: r.FormValue("name"), Valid: true}
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + s.String + "'") // want sqlbuild/injected
}

func badBase64Decoded(r *http.Request) {
	data, err := base64.URLEncoding.DecodeString(r.FormValue("cursor"))
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE id > '" + string(data) + "'") // want sqlbuild/injected
}

func badHexDecoded(r *http.Request) {
	data, err := hex.DecodeString(r.FormValue("cursor"))
	if err != nil {
		return
	}
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE id > '%s'", data)) // want sqlbuild/injected
}

func badQuoted(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users WHERE name = " + strconv.Quote(r.FormValue("name"))) // want sqlbuild/injected
}

func badNamedText(r *http.Request) {
	type id string
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE id = %v", id(r.FormValue("id")))) // want sqlbuild/injected
}

func badNumberDropped(r *http.Request) {
	id := r.FormValue("id")
	n, _ := strconv.Atoi(id)
	if n < 0 {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE id = " + id) // want sqlbuild/injected
}

func badIndexedText(r *http.Request) {
	s := r.FormValue("sort")
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s[:min(len(s), 20)]) // want sqlbuild/injected
}
