// Package headers writes the headers of CORS by hand.
package headers

import (
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
)

const allowOrigin = "Access-Control-Allow-Origin"

func badReflected(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corsorigin/reflected "any page may read answers with the user's credentials"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		next.ServeHTTP(w, r)
	})
}

func badReflectedWithoutCredentials(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, r.Header.Get("Origin")) // want corsorigin/reflected "so any page may read answers; compare"
}

func badNotEmpty(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); origin != "" {
		w.Header().Set(allowOrigin, origin) // want corsorigin/reflected
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		w.Header().Add("Vary", "Origin")
	}
}

func badLowerCaseNames(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("access-control-allow-origin", r.Header.Get("origin")) // want corsorigin/reflected "with the user's credentials"
	h.Set("access-control-allow-credentials", "true")
}

func badMapOfHeader(w http.ResponseWriter, r *http.Request) {
	w.Header()["Access-Control-Allow-Origin"] = r.Header["Origin"] // want corsorigin/reflected "with the user's credentials"
	w.Header()["Access-Control-Allow-Credentials"] = []string{"true"}
}

func badParsed(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.Header.Get("Origin"))
	if err != nil {
		return
	}
	w.Header().Set(allowOrigin, u.Scheme+"://"+u.Host) // want corsorigin/reflected "with the user's credentials"
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func setOrigin(w http.ResponseWriter, origin string) {
	w.Header().Set(allowOrigin, origin) // want corsorigin/reflected "with the user's credentials"
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func badHelper(w http.ResponseWriter, r *http.Request) {
	setOrigin(w, r.Header.Get("Origin"))
}

func originOf(r *http.Request) string { return strings.ToLower(r.Header.Get("Origin")) }

func badGetter(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, originOf(r)) // want corsorigin/reflected "with the user's credentials"
	allowCredentials(w)
}

func allowCredentials(w http.ResponseWriter) {
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func badFallback(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "" {
		origin = "*"
	}
	w.Header().Set(allowOrigin, origin) // want corsorigin/reflected "with the user's credentials"
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func badPreflightOnly(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodOptions {
		w.Header().Set(allowOrigin, r.Header.Get("Origin")) // want corsorigin/reflected "with the user's credentials"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		w.WriteHeader(http.StatusNoContent)
	}
}

type settings struct {
	enabled     bool
	origin      string
	origins     []string
	credentials bool
}

func loaded() *settings {
	return &settings{enabled: os.Getenv("CORS") != "", origin: os.Getenv("ORIGIN"), origins: strings.Split(os.Getenv("ORIGINS"), ","), credentials: os.Getenv("CREDS") == "1"}
}

func badEnabledBySetting(w http.ResponseWriter, r *http.Request) {
	if loaded().enabled {
		w.Header().Set(allowOrigin, r.Header.Get("Origin")) // want corsorigin/reflected "with the user's credentials"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badCredentialsBySetting(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, r.Header.Get("Origin")) // want corsorigin/reflected "where they are allowed"
	if loaded().credentials {
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badNull(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, "null") // want corsorigin/reflected "origin .null. is allowed"
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func badNullListed(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "null" || origin == "https://app.example.com" {
		w.Header().Set(allowOrigin, origin) // want corsorigin/reflected "origin .null. is allowed"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badStarWithCredentials(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, "*") // want corsorigin/wildcard "browsers refuse"
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func lowStar(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, "*") // want:low corsorigin/wildcard "knows its clients"
	if c, err := r.Cookie("session"); err == nil {
		w.Write([]byte(c.Value))
	}
}

func lowStarAuthorization(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, "*") // want:low corsorigin/wildcard "Authorization header"
	w.Header().Set("Access-Control-Allow-Headers", "Content-Type, Authorization")
}

func okFixed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, "https://app.example.com")
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func okConfigured(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, loaded().origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func okCompared(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == loaded().origin {
		w.Header().Set(allowOrigin, origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

var allowed = map[string]bool{"https://a.example.com": true, "https://b.example.com": true}

func okMap(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); allowed[origin] {
		w.Header().Set(allowOrigin, origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func okReadTwice(w http.ResponseWriter, r *http.Request) {
	if slices.Contains(loaded().origins, r.Header.Get("Origin")) {
		w.Header().Set(allowOrigin, r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func isAllowed(r *http.Request) bool {
	for _, o := range loaded().origins {
		if o == r.Header.Get("Origin") {
			return true
		}
	}
	return false
}

func okPredicateOfRequest(w http.ResponseWriter, r *http.Request) {
	if isAllowed(r) {
		w.Header().Set(allowOrigin, r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func okRefused(w http.ResponseWriter, r *http.Request) {
	if !isAllowed(r) {
		http.Error(w, "origin", http.StatusForbidden)
		return
	}
	w.Header().Set(allowOrigin, r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func okFlag(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	ok := false
	for _, o := range loaded().origins {
		if strings.EqualFold(o, origin) {
			ok = true
			break
		}
	}
	if ok {
		w.Header().Set(allowOrigin, origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func okElement(w http.ResponseWriter, r *http.Request) {
	for _, o := range loaded().origins {
		if o == r.Header.Get("Origin") {
			w.Header().Set(allowOrigin, o)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func okSwitch(w http.ResponseWriter, r *http.Request) {
	switch origin := r.Header.Get("Origin"); origin {
	case "https://a.example.com", "https://b.example.com":
		w.Header().Set(allowOrigin, origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func okSameHost(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	u, err := url.Parse(origin)
	if err != nil || u.Host != r.Host {
		return
	}
	w.Header().Set(allowOrigin, origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func okStarWhereConfigured(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, o := range loaded().origins {
		if o == "*" || o == origin {
			w.Header().Set(allowOrigin, origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
			return
		}
	}
}

func okSettingSwitches(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if loaded().enabled || allowed[origin] {
		w.Header().Set(allowOrigin, origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func okDevelopment(w http.ResponseWriter, r *http.Request) {
	if os.Getenv("ENV") == "development" {
		w.Header().Set(allowOrigin, r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func okNotProduction(w http.ResponseWriter, r *http.Request) {
	if os.Getenv("APP_ENV") != "production" {
		w.Header().Set(allowOrigin, r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

type server struct{ devMode bool }

func (s *server) okDevMode(w http.ResponseWriter, r *http.Request) {
	origin := "https://app.example.com"
	if s.devMode {
		origin = r.Header.Get("Origin")
	}
	w.Header().Set(allowOrigin, origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func okLookedUp(w http.ResponseWriter, r *http.Request, known func(string) (bool, error)) {
	origin := r.Header.Get("Origin")
	if ok, err := known(origin); err == nil && ok {
		w.Header().Set(allowOrigin, origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func okClient(req *http.Request, r *http.Request) {
	req.Header.Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
}

func pick(origins []string, origin string) string {
	for _, o := range origins {
		if o == origin {
			return o
		}
	}
	return origins[0]
}

func okPicked(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, pick(loaded().origins, r.Header.Get("Origin")))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func badTable(w http.ResponseWriter, r *http.Request) {
	for name, value := range map[string]string{
		"Access-Control-Allow-Origin":      r.Header.Get("Origin"), // want corsorigin/reflected "with the user's credentials"
		"Access-Control-Allow-Credentials": "true",
	} {
		w.Header().Set(name, value)
	}
}

type answerOf struct {
	Status  int
	Headers map[string]string
}

func badMapOfAnswer(r *http.Request) answerOf {
	return answerOf{Status: 200, Headers: map[string]string{
		"Access-Control-Allow-Origin":      r.Header.Get("Origin"), // want corsorigin/reflected "with the user's credentials"
		"Access-Control-Allow-Credentials": "true",
	}}
}

func okMapOfAnswer() answerOf {
	return answerOf{Status: 200, Headers: map[string]string{"Access-Control-Allow-Origin": "https://example.com"}}
}

type checker struct{ check func(*http.Request) bool }

func checkOf(origins []string) func(*http.Request) bool {
	if len(origins) == 1 && origins[0] == "*" {
		return func(*http.Request) bool { return true }
	}
	return func(r *http.Request) bool { return slices.Contains(origins, r.Header.Get("Origin")) }
}

func okCheckChosenBySetting(next http.Handler) http.Handler {
	c := &checker{check: checkOf(loaded().origins)}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.check(r) {
			w.Header().Set(allowOrigin, r.Header.Get("Origin"))
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
		next.ServeHTTP(w, r)
	})
}
