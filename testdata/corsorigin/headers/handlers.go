package headers

import "net/http"

// Handlers of one function answer for themselves: what one allows, the other does not.
func handlers(mux *http.ServeMux) {
	mux.HandleFunc("/public", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(allowOrigin, r.Header.Get("Origin")) // want corsorigin/reflected "without a check, so any page may read answers;"
	})
	mux.HandleFunc("/sandbox", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(allowOrigin, "null")
		w.Header().Set("Access-Control-Allow-Credentials", "false")
	})
	mux.HandleFunc("/own", func(w http.ResponseWriter, r *http.Request) {
		set := func(origin string) {
			w.Header().Set(allowOrigin, origin) // want corsorigin/reflected "with the user's credentials"
		}
		set(r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	})
	mux.HandleFunc("/apart", func(w http.ResponseWriter, r *http.Request) {
		credentials(w)
		origin(w, r)
	})
}

func origin(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(allowOrigin, r.Header.Get("Origin")) // want corsorigin/reflected "with the user's credentials"
}

func credentials(w http.ResponseWriter) {
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}
