// Package origins holds what bypasses the protection against other origins.
package origins

import "net/http"

const everything = "/"

func badAll(mux http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	p.AddInsecureBypassPattern("/") // want csrf/bypass "the pattern ./. lets all requests past"
	return p.Handler(mux)
}

func badConstant() *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	p.AddInsecureBypassPattern(everything) // want csrf/bypass
	return p
}

func badMethod() *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	p.AddInsecureBypassPattern("POST /{path...}") // want csrf/bypass
	return p
}

func badPassed() *http.CrossOriginProtection { return protect("/") }

func protect(pattern string) *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	p.AddInsecureBypassPattern(pattern) // want csrf/bypass
	return p
}

func badSent(p *http.CrossOriginProtection) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p.AddInsecureBypassPattern(r.FormValue("pattern")) // want csrf/bypass "is what a client sent"
	}
}

func badWildcard() *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	p.AddInsecureBypassPattern("/**") // want csrf/bypass
	return p
}

func okWebhook() *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	p.AddInsecureBypassPattern("POST /webhooks/payments")
	p.AddInsecureBypassPattern("/api/public/")
	return p
}

// Run runs some of them.
func Run(mux *http.ServeMux) {
	p := badPassed()
	mux.Handle("/pattern", p.Handler(badSent(p)))
}
