// Package analyzers holds the rules.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/apivet/apivet/analyzers/cookieflags"
	"github.com/apivet/apivet/analyzers/corsorigin"
	"github.com/apivet/apivet/analyzers/csrf"
	"github.com/apivet/apivet/analyzers/debugexposed"
	"github.com/apivet/apivet/analyzers/directive"
	"github.com/apivet/apivet/analyzers/formlimit"
	"github.com/apivet/apivet/analyzers/hardcodedsecret"
	"github.com/apivet/apivet/analyzers/jwtverify"
	"github.com/apivet/apivet/analyzers/noauth"
	"github.com/apivet/apivet/analyzers/openredirect"
	"github.com/apivet/apivet/analyzers/secretlog"
	"github.com/apivet/apivet/analyzers/servertimeout"
	"github.com/apivet/apivet/analyzers/sqlbuild"
	"github.com/apivet/apivet/analyzers/tlsconfig"
	"github.com/apivet/apivet/analyzers/weakcrypto"
	"github.com/apivet/apivet/analyzers/weaktoken"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/triage"
)

// Suite is all rules, in the order of their documentation.
//
// Rejected: a check of error handling around Rows.Err and Close, which go vet and sqlclosecheck do.
var Suite = []*rule.Rule{
	sqlbuild.Rule,
	hardcodedsecret.Rule,
	secretlog.Rule,
	jwtverify.Rule,
	corsorigin.Rule,
	openredirect.Rule,
	directive.Rule,
	servertimeout.Rule,
	tlsconfig.Rule,
	cookieflags.Rule,
	weaktoken.Rule,
	weakcrypto.Rule,
	debugexposed.Rule,
	csrf.Rule,
	formlimit.Rule,
	noauth.Rule,
}

// All returns the rules as go/analysis analyzers. They heed the configuration in a package's folder or above it.
func All() []*analysis.Analyzer { return rule.Analyzers(Suite, triage.Setups(Suite)) }
