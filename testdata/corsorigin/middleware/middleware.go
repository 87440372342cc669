// Package middleware checks origins in the ways of servers' own middleware.
package middleware

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path"
	"regexp"
	"strings"
	"sync"
)

// CORS keeps what is allowed.
type CORS struct {
	origins  map[string]struct{}
	patterns []*regexp.Regexp
	globs    []string
	seen     sync.Map
	allow    func(string) bool
	any      bool
}

// New makes a CORS of settings.
func New(list string) *CORS {
	c := &CORS{origins: map[string]struct{}{}}
	for _, o := range strings.Split(list, ",") {
		o = strings.ToLower(strings.TrimSuffix(strings.TrimSpace(o), "/"))
		switch {
		case o == "*":
			c.any = true
		case strings.HasPrefix(o, "~"):
			c.patterns = append(c.patterns, regexp.MustCompile(o[1:]))
		case strings.Contains(o, "*"):
			c.globs = append(c.globs, o)
		default:
			c.origins[o] = struct{}{}
		}
	}
	return c
}

func (c *CORS) isAllowed(origin string) bool {
	origin = strings.ToLower(strings.TrimSuffix(origin, "/"))
	if c.any {
		return true
	}
	if _, ok := c.origins[origin]; ok {
		return true
	}
	for _, p := range c.patterns {
		if p.MatchString(origin) {
			return true
		}
	}
	for _, g := range c.globs {
		if ok, err := path.Match(g, origin); err == nil && ok {
			return true
		}
	}
	return false
}

func credentials(w http.ResponseWriter) {
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func (c *CORS) okMethod(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); c.isAllowed(origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			credentials(w)
		}
		next.ServeHTTP(w, r)
	})
}

var errOrigin = errors.New("origin")

func (c *CORS) checked(r *http.Request) error {
	if !c.isAllowed(r.Header.Get("Origin")) {
		return errOrigin
	}
	return nil
}

func (c *CORS) okError(w http.ResponseWriter, r *http.Request) {
	if err := c.checked(r); err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	credentials(w)
}

func (c *CORS) okSyncMap(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if _, ok := c.seen.Load(origin); ok {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		credentials(w)
	}
}

func (c *CORS) okCases(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	switch {
	case origin == "":
	case c.isAllowed(origin):
		w.Header().Set("Access-Control-Allow-Origin", origin)
		credentials(w)
	default:
		w.Header().Set("Access-Control-Allow-Origin", "https://example.com")
		credentials(w)
	}
}

type store interface {
	Allowed(ctx context.Context, origin string) (bool, error)
}

func okStore(s store, w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	ok, err := s.Allowed(r.Context(), origin)
	if err != nil || !ok {
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	credentials(w)
}

var loose = []*regexp.Regexp{regexp.MustCompile(`^https://.*example\.com$`), regexp.MustCompile(`^http://localhost(:\d+)?$`)}

func badLoose(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, re := range loose {
		if re.MatchString(origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "https://evilexample.com"
			credentials(w)
			return
		}
	}
}

func badFormatted(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", fmt.Sprintf("%s", r.Header.Get("Origin"))) // want corsorigin/reflected "with the user's credentials"
	credentials(w)
}

func badJoined(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", strings.Join(r.Header["Origin"], "")) // want corsorigin/reflected "with the user's credentials"
	credentials(w)
}

func setting(name, otherwise string) string {
	if v, ok := os.LookupEnv(name); ok {
		return v
	}
	return otherwise
}

func badWildcardByDefault(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, o := range strings.Split(setting("ALLOWED_ORIGINS", "*"), ",") {
		if o == "*" || o == origin {
			w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/reflected "with the user's credentials"
			credentials(w)
			return
		}
	}
}

func okListByDefault(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, o := range strings.Split(setting("ALLOWED_ORIGINS", "https://example.com"), ",") {
		if o == "*" || o == origin {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			credentials(w)
			return
		}
	}
}

// Options has a function that decides, and one by default that decides for everyone.
type Options struct{ Allow func(origin string) bool }

func (o *Options) badAlwaysByDefault(next http.Handler) http.Handler {
	if o.Allow == nil {
		o.Allow = func(string) bool { return true }
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); o.Allow(origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/reflected "with the user's credentials"
			credentials(w)
		}
		next.ServeHTTP(w, r)
	})
}

func badUnsetMeansAny(w http.ResponseWriter, r *http.Request) {
	list := os.Getenv("ALLOWED_ORIGINS")
	origin := r.Header.Get("Origin")
	if list == "" || strings.Contains(","+list+",", ","+origin+",") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/reflected "where a setting is not set"
		credentials(w)
	}
}

func badNoneMeansAny(origins []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		ok := len(origins) == 0
		for _, o := range origins {
			ok = ok || o == origin
		}
		if ok {
			w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/reflected "where a setting is not set"
			credentials(w)
		}
	}
}

func okUnsetMeansNone(w http.ResponseWriter, r *http.Request) {
	list := os.Getenv("ALLOWED_ORIGINS")
	if list == "" {
		return
	}
	for _, o := range strings.Split(list, ",") {
		if origin := r.Header.Get("Origin"); o == origin {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			credentials(w)
		}
	}
}

// Gate has a check that other modules set.
type Gate struct{ Check func(r *http.Request) bool }

func (g *Gate) okGate(w http.ResponseWriter, r *http.Request) {
	if g.Check(r) {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		credentials(w)
	}
}

type originKey struct{}

func remember(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), originKey{}, r.Header.Get("Origin"))))
	})
}

func badRemembered(w http.ResponseWriter, r *http.Request) {
	origin, _ := r.Context().Value(originKey{}).(string)
	w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/reflected "with the user's credentials"
	credentials(w)
}

func originOr(r *http.Request, otherwise string) string {
	if o := r.Header.Get("Origin"); o != "" {
		return o
	}
	return otherwise
}

func badOr(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", originOr(r, "https://example.com")) // want corsorigin/reflected "with the user's credentials"
	credentials(w)
}

func okOnlyPublic(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "https://example.com")
	w.Header().Set("Vary", r.Header.Get("Origin"))
}

// Wire uses the functions.
func Wire(mux *http.ServeMux, s store) {
	c := New(os.Getenv("ORIGINS"))
	o := &Options{}
	mux.Handle("/a", c.okMethod(o.badAlwaysByDefault(remember(http.HandlerFunc(badRemembered)))))
	mux.HandleFunc("/b", c.okError)
	mux.HandleFunc("/c", c.okSyncMap)
	mux.HandleFunc("/d", c.okCases)
	mux.HandleFunc("/g", badNoneMeansAny(strings.Fields(os.Getenv("ORIGINS"))))
	mux.HandleFunc("/e", func(w http.ResponseWriter, r *http.Request) { okStore(s, w, r) })
	if os.Getenv("APP_ENV") == "local" {
		mux.HandleFunc("/f", okLocal)
	}
}

func okLocal(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	credentials(w)
}
