// Package queries holds statements made of constants of another package.
package queries

import "github.com/apivet/apivet/testdata/sqlbuild/globals/names"

// Columns of users.
const Columns = "id, name"

// Base is what all statements about users begin with.
const Base = "SELECT " + Columns + " FROM " + names.Users

// ByName is set once.
var ByName = Base + " WHERE name = ?"

// Table can be reassigned by other packages, and none does.
var Table = names.Users
