// Package sshclients holds clients of SSH.
package sshclients

import (
	"errors"
	"net"

	"golang.org/x/crypto/ssh"
)

func badIgnore() *ssh.ClientConfig {
	return &ssh.ClientConfig{
		User:            "deploy",
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), // want tlsconfig/host-key
	}
}

func badAgrees() *ssh.ClientConfig {
	return &ssh.ClientConfig{
		HostKeyCallback: func(string, net.Addr, ssh.PublicKey) error { return nil }, // want tlsconfig/host-key
	}
}

func badNamed() *ssh.ClientConfig {
	c := &ssh.ClientConfig{}
	c.HostKeyCallback = anyHost // want tlsconfig/host-key
	return c
}

func anyHost(string, net.Addr, ssh.PublicKey) error { return nil }

func okFixed(key ssh.PublicKey) *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: ssh.FixedHostKey(key)}
}

func okChecks(want string) *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: func(_ string, _ net.Addr, key ssh.PublicKey) error {
		if ssh.FingerprintSHA256(key) != want {
			return errors.New("unknown host")
		}
		return nil
	}}
}

// options are read from a file.
type options struct{ InsecureIgnoreHostKey bool }

func lowSetting(o *options, key ssh.PublicKey) ssh.HostKeyCallback {
	if o.InsecureIgnoreHostKey {
		return ssh.InsecureIgnoreHostKey() // want:low tlsconfig/host-key
	}
	return ssh.FixedHostKey(key)
}
