// Command conditions attaches middleware and routes under conditions.
package main

import (
	"encoding/asn1"
	"encoding/json"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
)

type config struct {
	Auth    bool
	Metrics bool
	Dev     bool
}

const experimental = false

func main() {
	cfg := config{Auth: os.Getenv("AUTH") != ""}
	r := chi.NewRouter()
	r.Get("/health", list) // route: GET /health conditions.list [] auth=no
	r.Group(func(r chi.Router) {
		if cfg.Auth {
			r.Use(requireKey)
		}
		r.Get("/a", list) // route: GET /a conditions.list [conditions.requireKey?] auth=conditional
	})
	r.Group(func(r chi.Router) {
		if !cfg.Dev {
			r.Use(requireKey)
			r.Get("/b", list) // route: conditional GET /b conditions.list [conditions.requireKey] auth=yes
			return
		}
		r.Get("/c", list) // route: conditional GET /c conditions.list [] auth=no
	})
	if experimental {
		r.Get("/never", list)
	}
	var h http.Handler = http.HandlerFunc(list)
	if cfg.Metrics {
		h = requireKey(h)
	}
	r.Handle("/maybe", h)               // route: * /maybe conditions.list [conditions.requireKey?] auth=conditional
	r.With(guard(cfg)).Get("/d", list)  // route: GET /d conditions.list [conditions.guard or conditions.requireKey] auth=conditional
	r.With(byPath).Get("/e", list)      // route: GET /e conditions.list [conditions.byPath] auth=yes
	r.With(fixed(true)).Get("/f", list) // route: GET /f conditions.list [conditions.fixed] auth=yes
	if cfg.Dev {
		_ = http.ListenAndServe(":8080", either())
	} else {
		_ = http.ListenAndServeTLS(":8443", "cert.pem", "key.pem", either())
	}
	settled := &settings{}
	if err := fill("settings.json", settled); err != nil {
		panic(err)
	}
	read := &settings{}
	if err := read.load("settings.json"); err != nil {
		panic(err)
	}
	r.Group(func(r chi.Router) {
		if len(settled.Keys) > 0 {
			r.Use(requireKey)
		}
		r.Get("/filled", list) // route: GET /filled conditions.list [conditions.requireKey?] auth=conditional
	})
	r.Group(func(r chi.Router) {
		if len(read.Keys) > 0 {
			r.Use(requireKey)
		}
		r.Get("/loaded", list) // route: GET /loaded conditions.list [conditions.requireKey?] auth=conditional
	})
	decoded := &settings{}
	if err := decode("settings.der", decoded); err != nil {
		panic(err)
	}
	r.Group(func(r chi.Router) {
		if len(decoded.Keys) > 0 {
			r.Use(requireKey)
		}
		r.Get("/decoded", list) // route: GET /decoded conditions.list [conditions.requireKey?] auth=conditional
	})
	if cfg.Metrics {
		go func() { _ = http.ListenAndServe(":9090", metrics()) }()
	}
	if cfg.Dev {
		_ = http.ListenAndServe(":8080", r)
	}
	_ = http.ListenAndServeTLS(":8443", "cert.pem", "key.pem", r)
}

// settings are read from a file, by a function that does not know them, or by themselves.
type settings struct{ Keys []string }

func fill(name string, into any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

// decode hands them on to a decoder that no model speaks of.
func decode(name string, into any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	_, err = asn1.Unmarshal(data, into)
	return err
}

func (s *settings) load(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return json.NewDecoder(f).Decode(s)
}

func metrics() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/metrics", list) // route: conditional * /metrics conditions.list [] auth=no
	return mux
}

// either makes what is served on both sides of a branch.
func either() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/either", list) // route: * /either conditions.list [] auth=no
	return mux
}

// guard asks for a key where the configuration says so.
func guard(cfg config) func(http.Handler) http.Handler {
	if !cfg.Auth {
		return func(next http.Handler) http.Handler { return next }
	}
	return requireKey
}

// fixed is a guard whose parameter is known.
func fixed(on bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if on && r.Header.Get("X-Api-Key") != key() {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// byPath lets some paths through.
func byPath(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/open" {
			next.ServeHTTP(w, r)
			return
		}
		if r.Header.Get("X-Api-Key") != key() {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func requireKey(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Api-Key") != key() {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func key() string { return os.Getenv("KEY") }

func list(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }
