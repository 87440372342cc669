// Package resumed holds configurations between which sessions are resumed.
package resumed

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
)

func badPerClient() *tls.Config {
	return &tls.Config{
		GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) { // want tlsconfig/resumption
			return &tls.Config{
				ClientAuth:            tls.RequireAnyClientCert,
				VerifyPeerCertificate: pinned, // want tlsconfig/resumption
			}, nil
		},
	}
}

var sessions = tls.NewLRUClientSessionCache(100)

func badCache(name string) *tls.Config {
	return &tls.Config{
		ServerName:            name,
		ClientSessionCache:    sessions,
		VerifyPeerCertificate: pinned, // want tlsconfig/resumption
	}
}

func okCache(name string) *tls.Config {
	return &tls.Config{
		ServerName:         name,
		ClientSessionCache: sessions,
		VerifyConnection:   func(s tls.ConnectionState) error { return pinned([][]byte{s.PeerCertificates[0].Raw}, nil) },
	}
}

func pinned(raw [][]byte, _ [][]*x509.Certificate) error {
	if len(raw) == 0 {
		return errors.New("no certificate")
	}
	return nil
}
