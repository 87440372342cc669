package headers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// isOwn has many ways to yes, none of which is a foreign origin's.
func isOwn(origin string) (bool, error) {
	u, err := url.Parse(origin)
	if err != nil {
		return false, err
	}
	if u == nil {
		return false, nil
	}
	host := ""
	if u.Host != "" {
		host = fmt.Sprintf("%s://%s", u.Scheme, u.Hostname())
	}
	own := host == "http://localhost" || host == "http://127.0.0.1" || strings.HasSuffix(host, ".chromiumapp.org")
	return own, nil
}

func answer(w http.ResponseWriter, origin string) {
	w.Header().Set(allowOrigin, origin) // want corsorigin/reflected "with the user's credentials"
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

// One of the ways to the answer asks for the path alone.
func badOneWay(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "null" {
		origin = ""
	}
	own, err := isOwn(origin)
	if err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	if own {
		answer(w, origin)
		return
	}
	if r.Method == http.MethodPost && r.RequestURI == "/api/token" {
		answer(w, origin)
		return
	}
	if origin == loaded().origin {
		answer(w, origin)
	}
}
