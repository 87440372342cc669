// Package formats prints secrets with verbs that show them and with verbs that do not.
package formats

import (
	"fmt"
	"log"
	"log/slog"
	"strconv"
)

func badVerbs(password string, raw []byte) {
	log.Printf("%s", password)             // want secretlog/credential
	log.Printf("%v", password)             // want secretlog/credential
	log.Printf("%+v", password)            // want secretlog/credential
	log.Printf("%#v", password)            // want secretlog/credential
	log.Printf("%q", password)             // want secretlog/credential
	log.Printf("%x", password)             // want secretlog/credential
	log.Printf("%-20s|", password)         // want secretlog/credential
	log.Printf("%[2]s %[1]d", 1, password) // want secretlog/credential
	log.Printf("%*s", 10, password)        // want secretlog/credential
	log.Printf("%.20s", password)          // want secretlog/credential
	log.Printf("%% %d %s", 1, password)    // want secretlog/credential
}

func okVerbs(password string, token []byte) {
	log.Printf("%T", password)
	log.Printf("%p", &password)
	log.Printf("%d", len(password))
	log.Printf("%T of %d bytes", token, len(token))
	log.Printf("%t", password == "")
	log.Printf("%.3s…", password)
	log.Printf("%.4q", password)
	log.Printf("%[1]T", password)
	log.Printf("%c", password[0])
}

// format is decided elsewhere: what is printed of the operands is not known.
func badUnknownFormat(format, password string) {
	log.Printf(format, password) // want secretlog/credential
}

const loginFormat = "login of %s with %T"

func okConstantFormat(user, password string) { log.Printf(loginFormat, user, password) }

func badBuilt(user, password string) {
	log.Print("login of " + user + " with " + password)           // want secretlog/credential
	log.Print(fmt.Sprintf("login of %s with %s", user, password)) // want secretlog/credential
	log.Print(fmt.Sprint("login ", password))                     // want secretlog/credential
	log.Print(strconv.Quote(password))                            // want secretlog/credential
	msg := "login"
	msg += " with " + password
	slog.Info(msg) // want secretlog/credential
}

func okBuilt(user, password string) {
	log.Print(fmt.Sprintf("login of %s with %T", user, password))
	log.Print(fmt.Sprintf("password has %d characters", len(password)))
	log.Print("password of " + user + " has " + strconv.Itoa(len(password)) + " characters")
	log.Print(fmt.Sprintf("%.2s", password))
}
