// Package dht has tokens of a protocol.
package dht

import "log"

// Message is one of it.
type Message struct {
	ID    string
	Token string
}

func okToken(m *Message, token string) {
	log.Print(m.Token, token)
	log.Printf("%+v", m)
}
