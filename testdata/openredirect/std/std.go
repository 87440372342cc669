// Package std redirects with net/http: what decides is the position of the value in the URL.
package std

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
)

// Routes are those of a server.
func Routes(mux *http.ServeMux) {
	for pattern, h := range map[string]http.HandlerFunc{
		"/bad/1": badQuery, "/bad/2": badForm, "/bad/3": badAfterSlash, "/bad/4": badScheme, "/bad/5": badHostEnd, "/bad/6": badHostPort,
		"/bad/7": badFormat, "/bad/8": badDefault, "/bad/9": badHelper, "/bad/10": badBuilder, "/bad/11": badSchemeRelative, "/bad/12": badParsed,
		"/low/9": lowPathValue, "/bad/14": badSuffix, "/bad/15": badSubdomain, "/bad/16": badBackslash,
		"/low/1": lowReferer, "/low/2": lowHeader, "/low/3": lowHTTPS, "/low/4": lowHTTPSRewritten, "/low/5": lowPath, "/low/6": lowURL, "/low/7": lowRequestURI, "/low/8": lowCookie,
		"/ok/1": okConstant, "/ok/2": okQueryOfPath, "/ok/3": okEscaped, "/ok/4": okPathOfHost, "/ok/5": okRelativeQuery, "/ok/6": okFragment,
		"/ok/7": okRelative, "/ok/8": okNumber, "/ok/9": okJoined, "/ok/10": okPathEscape, "/ok/11": okBuiltURL, "/ok/12": okHostWithPath,
		"/ok/13": okValues, "/ok/14": okSetting, "/ok/15": okSettingWithQuery, "/ok/16": okPathPrefix, "/ok/17": okFormatted, "/ok/18": okSprintfID, "/ok/19": okUserPath, "/ok/20": okHelperPath,
		"/ok/21": okQueryOfHost, "/ok/22": okJoinPath, "/ok/23": okBool, "/ok/24": okRouted, "/ok/25": okJoinedBehindSetting,
	} {
		mux.HandleFunc(pattern, h)
	}
}

func badQuery(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.URL.Query().Get("next"), http.StatusFound) // want openredirect/target "user-controlled value .* is the redirect target passed to http.Redirect"
}

func badForm(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	http.Redirect(w, r, next, http.StatusSeeOther) // want openredirect/target "accept only paths of this server"
}

func badAfterSlash(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+r.FormValue("page"), http.StatusFound) // want openredirect/target "follows the first slash"
}

func badScheme(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.FormValue("host")+"/login", http.StatusFound) // want openredirect/target "is the host of the URL"
}

func badHostEnd(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://example.com"+r.FormValue("path"), http.StatusFound) // want openredirect/target "follows the host .* end the host with a slash"
}

func badHostPort(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://example.com:"+r.FormValue("port")+"/", http.StatusFound) // want openredirect/target "follows the host"
}

func badFormat(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, fmt.Sprintf("%s?from=login", r.FormValue("next")), http.StatusFound) // want openredirect/target
}

func badDefault(w http.ResponseWriter, r *http.Request) {
	next := "/"
	if n := r.FormValue("next"); n != "" {
		next = n
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect/target
}

func badHelper(w http.ResponseWriter, r *http.Request) {
	leave(w, r, r.PostFormValue("back"))
}

func leave(w http.ResponseWriter, r *http.Request, to string) {
	http.Redirect(w, r, to, http.StatusFound) // want openredirect/target "PostFormValue"
}

func badBuilder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString(r.FormValue("base"))
	b.WriteString("/done")
	http.Redirect(w, r, b.String(), http.StatusFound) // want openredirect/target
}

func badSchemeRelative(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "//"+r.FormValue("host"), http.StatusFound) // want openredirect/target "is the host"
}

func badParsed(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil {
		http.Error(w, "bad URL", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, u.String(), http.StatusFound) // want openredirect/target
}

func lowPathValue(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+r.PathValue("rest"), http.StatusFound) // want:low openredirect/target "follows the first slash"
}

func badSuffix(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.FormValue("next")+"/done?ok=1", http.StatusFound) // want openredirect/target
}

func badSubdomain(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.FormValue("tenant")+".example.com/", http.StatusFound) // want openredirect/target "is the host"
}

func badBackslash(w http.ResponseWriter, r *http.Request) {
	next := strings.TrimPrefix(r.FormValue("next"), "/")
	http.Redirect(w, r, "/"+next, http.StatusFound) // want openredirect/target
}

func lowReferer(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.Referer(), http.StatusFound) // want:low openredirect/target
}

func lowHeader(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.Header.Get("Referer"), http.StatusFound) // want:low openredirect/target
}

func lowHTTPS(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.Host+r.URL.RequestURI(), http.StatusMovedPermanently) // want:low openredirect/target
}

func lowHTTPSRewritten(w http.ResponseWriter, r *http.Request) {
	u := *r.URL
	u.Scheme = "https"
	u.Host = r.Host
	http.Redirect(w, r, u.String(), http.StatusMovedPermanently) // want:low openredirect/target
}

func lowPath(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently) // want:low openredirect/target
}

func lowURL(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.URL.String(), http.StatusFound) // want:low openredirect/target
}

func lowRequestURI(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.RequestURI, http.StatusFound) // want:low openredirect/target
}

func lowCookie(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("next")
	if err != nil {
		return
	}
	http.Redirect(w, r, c.Value, http.StatusFound) // want:low openredirect/target
}

func okConstant(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/login", http.StatusFound)
}

func okQueryOfPath(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/login?next="+r.FormValue("next"), http.StatusFound)
}

func okEscaped(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/login?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusFound)
}

func okPathOfHost(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://example.com/"+r.FormValue("page"), http.StatusFound)
}

func okRelativeQuery(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "?page="+r.FormValue("page"), http.StatusFound)
}

func okFragment(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "#"+r.FormValue("section"), http.StatusFound)
}

func okRelative(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "./"+r.FormValue("page"), http.StatusFound)
}

func okNumber(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.FormValue("id"))
	if err != nil {
		return
	}
	http.Redirect(w, r, "/"+strconv.Itoa(id), http.StatusFound)
}

func okJoined(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, path.Join("/", r.FormValue("page")), http.StatusFound)
}

func okPathEscape(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+url.PathEscape(r.FormValue("page")), http.StatusFound)
}

func okBuiltURL(w http.ResponseWriter, r *http.Request) {
	u := url.URL{Scheme: "https", Host: "example.com", Path: r.FormValue("page")}
	http.Redirect(w, r, u.String(), http.StatusFound)
}

func okHostWithPath(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://example.com/search?q="+r.FormValue("q"), http.StatusFound)
}

func okValues(w http.ResponseWriter, r *http.Request) {
	v := url.Values{}
	v.Set("q", r.FormValue("q"))
	http.Redirect(w, r, "/search?"+v.Encode(), http.StatusFound)
}

func okSetting(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, os.Getenv("HOME_URL"), http.StatusFound)
}

func okSettingWithQuery(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, os.Getenv("HOME_URL")+"/search?q="+r.FormValue("q"), http.StatusFound)
}

func okPathPrefix(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/users/"+r.FormValue("name"), http.StatusFound)
}

func okFormatted(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, fmt.Sprintf("/orders?status=%s", r.FormValue("status")), http.StatusFound)
}

func okSprintfID(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(r.FormValue("id"), 10, 64)
	http.Redirect(w, r, fmt.Sprintf("/%d", id), http.StatusFound)
}

func okUserPath(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	target := "/u/" + name
	if r.FormValue("tab") != "" {
		target += "?tab=" + r.FormValue("tab")
	}
	http.Redirect(w, r, target, http.StatusFound)
}

func okHelperPath(w http.ResponseWriter, r *http.Request) {
	stay(w, r, r.FormValue("page"))
}

func stay(w http.ResponseWriter, r *http.Request, page string) {
	http.Redirect(w, r, "/pages/"+page, http.StatusFound)
}

func okQueryOfHost(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://example.com?q="+r.FormValue("q"), http.StatusFound)
}

func okJoinPath(w http.ResponseWriter, r *http.Request) {
	u, err := url.JoinPath("https://example.com", r.FormValue("page"))
	if err != nil {
		return
	}
	http.Redirect(w, r, u, http.StatusFound)
}

func okBool(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+strconv.FormatBool(r.FormValue("on") == "1"), http.StatusFound)
}

var targets = map[string]string{"docs": "https://docs.example.com/", "blog": "https://blog.example.com/"}

func okRouted(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, targets[r.FormValue("to")], http.StatusFound)
}

var base = os.Getenv("BASE_PATH")

func okJoinedBehindSetting(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, path.Join(base, r.FormValue("share"), "browse"), http.StatusFound)
}
