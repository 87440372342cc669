// Package gen makes keys, which only tests use.
package gen

import (
	"crypto/rand"
	"crypto/rsa"
)

// LowKey is called by tests.
func LowKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 1024) // want:low weakcrypto/short-key
	if err != nil {
		panic(err)
	}
	return key
}

// BadKey is called by the program.
func BadKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 1024) // want weakcrypto/short-key
	if err != nil {
		panic(err)
	}
	return key
}
