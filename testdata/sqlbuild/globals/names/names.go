// Package names holds names that another package puts together.
package names

// Schema and prefixes of tables.
const (
	Schema = "app"
	Prefix = Schema + ".t_"
)

// Users is a table.
const Users = Prefix + "users"
