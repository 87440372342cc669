// Package servertesting starts servers for tests: what it holds are no secrets.
package servertesting

import "testing"

// Password is the one of all servers of tests.
const Password = "Wm2-x7Kq!9-thrush" // want:low hardcodedsecret/named

// Login hands out what a test logs in with.
func Login(t *testing.T) (user, password string) {
	t.Helper()
	return "kestrel", Password
}
