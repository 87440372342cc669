// Package directive finds comments that are meant to suppress findings and do not do so, or do so no more.
//
// # Why
//
// A suppression that is misspelled suppresses nothing, one that has outlived its finding suppresses the next one that comes to stand there,
// and one without a reason cannot be judged by who comes after. So suppressions are checked like code.
//
// # The directive
//
//	//apivet:ignore sqlbuild/dynamic -- the table's name comes from our own schema file
//	rows, err := db.Query("SELECT id FROM " + table)
//
//	//apivet:ignore secretlog,hardcodedsecret until=2027-01-31 -- test accounts until the vault is there
//
// It names rules or checks, with commas, and gives a reason behind two dashes. until is the last day on which it holds (in UTC). It
// stands at the end of the line of the finding, on the line above, or above the declaration (a function, a group of constants, a
// type) that it holds for; above the package clause it holds for the file. Above a statement of several lines it holds for all
// of them, but not for the blocks of code in it.
//
// # Flagged
//
//	//apivet:ignore sqlbuild
//	//apivet:ignore sqlbiuld -- a name that is no rule
//	// apivet:ignore sqlbuild -- a space before the name makes it a plain comment
//
// directive/malformed: no rule, an unknown rule or check, no reason, a date that is none, or a space in front. It suppresses
// nothing.
//
// directive/expired: the day of until is over. It suppresses nothing any more.
//
// directive/unused: no finding is there that it suppresses, whatever its precision. A directive for several rules names those that match
// nothing.
//
// # Fixed
//
//	//apivet:ignore sqlbuild until=2027-06-30 -- reviewed by the data team; the table's name comes from our own schema file
//
// # Not reported
//
//   - unused directives for rules or checks that are off, or off for the file
//   - unused directives when not all packages of the module were vetted, or not all could be: the finding may be among
//     the rest; so not under go vet, which looks at one package at a time
//   - files that build tags leave out
//   - nolint and nosec comments, which are other tools' too
package directive

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
