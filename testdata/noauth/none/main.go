// Command none asks nobody.
package main

import "net/http"

func save(w http.ResponseWriter, r *http.Request) {}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /version", save)
	mux.HandleFunc("POST /notes", save) // want:low noauth/none "nothing on this server asks who it is, and 2 of its endpoints change state, such as POST /notes"
	mux.HandleFunc("DELETE /notes", save)
	http.ListenAndServe(":8080", mux)
}
