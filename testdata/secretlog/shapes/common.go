package shapes

import "log"

// What everybody tries can still be nothing but a password.
func badTried() {
	password := "P@ssw0rd"
	log.Print(password) // want secretlog/credential
}

// A word may be a label.
func okWord() {
	password := "password"
	log.Print(password)
}
