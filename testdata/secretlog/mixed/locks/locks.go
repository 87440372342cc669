// Package locks has tokens of locks.
package locks

import "log"

// Locks are held by tokens.
type Locks struct{ held map[string]bool }

// Refresh writes the token of a lock.
func (l *Locks) Refresh(token string) bool {
	log.Printf("refresh %s", token)
	return l.held[token]
}
