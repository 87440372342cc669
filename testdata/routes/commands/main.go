// Command commands registers routes in the function of a command that a package variable holds.
package main

import (
	"net/http"

	"github.com/spf13/cobra"
)

var serve = &cobra.Command{
	Use: "serve",
	RunE: func(*cobra.Command, []string) error {
		m := http.NewServeMux()
		m.HandleFunc("GET /notes", notes) // route: GET /notes commands.notes []
		return http.ListenAndServe("localhost:8080", m)
	},
}

func notes(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("notes")) }

func main() { _ = serve.Execute() }
