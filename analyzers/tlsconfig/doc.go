// Package tlsconfig finds TLS and SSH connections that are set up so that someone in between can read or change them.
//
// # Why
//
// A client that does not verify the server's certificate, or host key, talks to whoever answers: the password, token or
// data that it sends is that one's. Such settings are made for a test certificate and stay. TLS 1.0 and 1.1, RC4 and 3DES
// have attacks that work.
//
// # Flagged
//
//	&tls.Config{InsecureSkipVerify: true}
//
//	config.HostKeyCallback = ssh.InsecureIgnoreHostKey()
//
//	&tls.Config{MinVersion: tls.VersionTLS10}
//
// tlsconfig/skip-verify: certificates are not verified. Severity high, precision high where it is always so; low, and not
// shown by default, where a setting decides that is not on by default, or where the code runs only when such a setting, or
// a mode for development, asks for it; where the code looks at the other side's certificate itself; and of servers.
//
// tlsconfig/host-key: an SSH client accepts any host key. Severity high, precision high.
//
// tlsconfig/old-version: TLS 1.1 or older is accepted, or asked for at most. Severity medium, precision high.
//
// tlsconfig/weak-cipher: RC4 or 3DES is offered. Severity medium, precision high; of suites that are only without forward
// secrecy or that use CBC with SHA-256 low.
//
// tlsconfig/resumption: certificates are checked by VerifyPeerCertificate, which does not run when a session is resumed, and
// VerifyConnection, which does, is not set. Severity medium; precision medium in packages in which a session of one
// configuration can be resumed under another one (GetConfigForClient, or a client's session cache), low in others.
//
// # Fixed
//
//	pool := x509.NewCertPool()
//	pool.AppendCertsFromPEM(caOfTheTestServer)
//	&tls.Config{RootCAs: pool}
//
//	config.HostKeyCallback, err = knownhosts.New("known_hosts")
//
// # Not reported
//
//   - InsecureSkipVerify with a VerifyPeerCertificate or VerifyConnection of the program's own
//   - clients of the local machine, where the code that makes them names it
//   - MinVersion left out, which is TLS 1.2; PreferServerCipherSuites, which Go does not look at any more
//   - examples and tests
//
// Known limits. A configuration that is filled by a decoder, or read from a file as a whole, is not looked into.
//
// # Waiving
//
// If the other side has a certificate of its own authority, give that authority to the client instead.
package tlsconfig

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
