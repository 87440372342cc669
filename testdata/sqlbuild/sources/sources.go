// Package sources pins the ways in which a client's text comes in, and the filters on it.
package sources

import (
	"database/sql"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-chi/render"
	"github.com/gorilla/schema"
	"github.com/gorilla/websocket"
	"github.com/mitchellh/mapstructure"
	"google.golang.org/grpc/metadata"
)

var db *sql.DB

func find(v string) { _, _ = db.Query("SELECT a FROM t WHERE a = '" + v + "'") } // want sqlbuild/injected

func badForm(r *http.Request) {
	if err := r.ParseForm(); err != nil {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + r.Form.Get("a") + "'")         // want sqlbuild/injected
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + r.PostForm["a"][0] + "'")      // want sqlbuild/injected
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + r.URL.Path + "'")              // want sqlbuild/injected
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + path.Base(r.URL.Path) + "'")   // want sqlbuild/injected
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + r.Host + "'")                  // want sqlbuild/injected
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + r.UserAgent() + "'")           // want sqlbuild/injected
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + r.Header["X-A"][0] + "'")      // want sqlbuild/injected
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + r.Header.Values("A")[0] + "'") // want sqlbuild/injected
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + r.URL.Query()["a"][0] + "'")   // want sqlbuild/injected
}

func badMultipart(r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + r.MultipartForm.Value["a"][0] + "'") // want sqlbuild/injected
	_, h, err := r.FormFile("file")
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + h.Filename + "'") // want sqlbuild/injected
}

func badBasicAuth(r *http.Request) {
	user, _, ok := r.BasicAuth()
	if !ok {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + user + "'") // want sqlbuild/injected
}

func badCookies(r *http.Request) {
	for _, c := range r.Cookies() {
		_, _ = db.Query("SELECT a FROM t WHERE a = '" + c.Value + "'") // want sqlbuild/injected
	}
}

func badXML(r *http.Request) {
	var in struct{ A string }
	if err := xml.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + in.A + "'") // want sqlbuild/injected
}

func badSchema(r *http.Request) {
	var in struct{ A string }
	if err := schema.NewDecoder().Decode(&in, r.Form); err != nil {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + in.A + "'") // want sqlbuild/injected
}

func badRender(r *http.Request) {
	var in struct{ A string }
	if err := render.DecodeJSON(r.Body, &in); err != nil {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + in.A + "'") // want sqlbuild/injected
}

func badMapstructure(r *http.Request) {
	raw := map[string]any{"a": r.FormValue("a")}
	var in struct{ A string }
	if err := mapstructure.Decode(raw, &in); err != nil {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + in.A + "'") // want sqlbuild/injected
}

func badWebsocket(c *websocket.Conn) {
	_, msg, err := c.ReadMessage()
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + string(msg) + "'") // want sqlbuild/injected
	var in struct{ A string }
	if err := c.ReadJSON(&in); err != nil {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + in.A + "'") // want sqlbuild/injected
}

func badMetadata(r *http.Request) {
	md, ok := metadata.FromIncomingContext(r.Context())
	if !ok {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE a = '" + md.Get("a")[0] + "'") // want sqlbuild/injected
}

func badEncoded(r *http.Request) {
	raw, err := base64.StdEncoding.DecodeString(r.FormValue("a"))
	if err != nil {
		return
	}
	find(string(raw))
	un, err := url.QueryUnescape(r.FormValue("a"))
	if err != nil {
		return
	}
	find(un)
	find(html.EscapeString(r.FormValue("a")))
	find(strconv.Quote(r.FormValue("a")))
	find(fmt.Sprint(r.FormValue("a")))
}

func badPostedBody(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		return
	}
	_, _ = db.Exec(string(body)) // want sqlbuild/injected "is the SQL text"
}

func badErrorText(r *http.Request) {
	_, err := strconv.Atoi(r.FormValue("a"))
	if err != nil {
		return
	}
	if err := check(r.FormValue("b")); err != nil {
		_, _ = db.Exec("INSERT INTO log VALUES ('" + err.Error() + "')") // want sqlbuild/injected
	}
}

func check(s string) error { return fmt.Errorf("bad value %s", s) }

var notWord = regexp.MustCompile(`[^a-zA-Z0-9_]+`)

func okFilteredByPattern(r *http.Request) {
	_, _ = db.Query("SELECT a FROM t ORDER BY " + notWord.ReplaceAllString(r.FormValue("sort"), ""))
}

var quotes = regexp.MustCompile(`["']+`)

func badFilteredByPattern(r *http.Request) {
	_, _ = db.Query("SELECT a FROM t ORDER BY " + quotes.ReplaceAllString(r.FormValue("sort"), "")) // want sqlbuild/injected
}

func okParsed(r *http.Request) {
	n, err := strconv.ParseInt(strings.TrimSpace(r.FormValue("n")), 10, 64)
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT a FROM t WHERE n = " + strconv.FormatInt(n, 10))
	b, _ := strconv.ParseBool(r.FormValue("b"))
	_, _ = db.Query(fmt.Sprintf("SELECT a FROM t WHERE b = %v", b))
}

func okAddress(r *http.Request) {
	_, _ = db.Exec("INSERT INTO log VALUES ('" + r.RemoteAddr + "', '" + r.Pattern + "')")
}
