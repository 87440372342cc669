// Package cmd is a command's: what it prints is what it was asked for.
package cmd

import (
	"fmt"
	"log"
	"os"
)

func okPrintToken(token string) {
	fmt.Println(token)
	fmt.Fprintf(os.Stdout, "token: %s\n", token)
	fmt.Printf("Your new password is %s\n", token)
}

func badLogged(password string) {
	log.Printf("logging in with %s", password) // want secretlog/credential
}
