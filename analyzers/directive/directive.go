package directive

import (
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/suppress"
)

// Rule is directive. It asks nothing of the program: package suppress finds what it reports when all other findings are known.
var Rule = &rule.Rule{
	Name:  suppress.Rule,
	Title: "Suppressions that do not hold",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: suppress.Malformed, Title: "A suppression that is written wrongly, and suppresses nothing", Severity: rule.Low, Precision: rule.Sure},
		{Name: suppress.Expired, Title: "A suppression whose last day is over", Severity: rule.Low, Precision: rule.Sure},
		{Name: suppress.Unused, Title: "A suppression of a finding that is not there", Severity: rule.Low, Precision: rule.Sure},
	},
	Since: "0.1.0",
	Run:   func(*rule.Pass) {},
}
