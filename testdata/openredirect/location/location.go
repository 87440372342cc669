// Package location writes the Location header by hand.
package location

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/schema"
)

// Routes are those of a server.
func Routes(mux *http.ServeMux, e *gin.Engine) {
	mux.HandleFunc("/bad/1", badSet)
	mux.HandleFunc("/bad/2", badMap)
	mux.HandleFunc("/bad/4", badFallback)
	mux.HandleFunc("/bad/5", badReturn)
	mux.HandleFunc("/bad/6", badDecoded)
	mux.HandleFunc("/ok/1", okCreated)
	mux.HandleFunc("/ok/2", okOtherHeader)
	e.GET("/bad/3", badGin)
}

func badSet(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", r.FormValue("next")) // want openredirect/target "passed to \(http.Header\).Set"
	w.WriteHeader(http.StatusFound)
}

func badMap(w http.ResponseWriter, r *http.Request) {
	w.Header()["Location"] = []string{r.FormValue("next")} // want openredirect/target
	w.WriteHeader(http.StatusFound)
}

func badGin(c *gin.Context) {
	c.Header("Location", c.Query("next")) // want openredirect/target
	c.Status(http.StatusFound)
}

func okCreated(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", "/items/"+r.FormValue("name"))
	w.WriteHeader(http.StatusCreated)
}

func okOtherHeader(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Next", r.FormValue("next"))
}

type config struct{ SingleUser bool }

var cfg config

// Configure sets what the server does.
func Configure(single bool) { cfg.SingleUser = single }

func badFallback(w http.ResponseWriter, r *http.Request) {
	redirectTo := r.FormValue("to")
	if redirectTo == "" {
		if cfg.SingleUser {
			redirectTo = "/me/new"
		} else {
			redirectTo = "/"
		}
	}
	w.Header().Set("Location", redirectTo) // want openredirect/target "FormValue"
	w.WriteHeader(http.StatusFound)
}

func badReturn(w http.ResponseWriter, r *http.Request) {
	back := r.FormValue("return")
	redirectTo := "/me/settings"
	if r.FormValue("logout") == "1" {
		redirectTo += "?logout=1"
	} else if back != "" {
		redirectTo = back
	}
	if r.FormValue("changed") == "1" {
		redirectTo = "/me/logout"
	}
	w.Header().Set("Location", redirectTo) // want openredirect/target
	w.WriteHeader(http.StatusFound)
}

type settings struct {
	Name     string `schema:"name"`
	IsLogOut bool   `schema:"logout"`
}

var decoder = schema.NewDecoder()

func save(s *settings) error {
	_, err := http.Get("http://localhost/save?name=" + s.Name)
	return err
}

func badDecoded(w http.ResponseWriter, r *http.Request) {
	var s settings
	if err := r.ParseForm(); err != nil {
		return
	}
	if err := decoder.Decode(&s, r.PostForm); err != nil {
		return
	}
	back, redirectTo := r.FormValue("return"), "/me/settings"
	if s.IsLogOut {
		redirectTo += "?logout=1"
	} else if back != "" {
		redirectTo = back
	}
	if err := save(&s); err == nil && s.IsLogOut {
		redirectTo = "/me/logout"
	}
	w.Header().Set("Location", redirectTo) // want openredirect/target
	w.WriteHeader(http.StatusFound)
}
