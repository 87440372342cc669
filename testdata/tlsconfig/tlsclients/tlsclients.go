// Package tlsclients holds configurations of TLS.
package tlsclients

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"flag"
	"net/http"
	"os"
)

func badLiteral() *http.Client {
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want tlsconfig/skip-verify "certificates are not verified: "
	}}
}

func badAssigned() *tls.Config {
	c := &tls.Config{ServerName: "mail.example.org"}
	c.InsecureSkipVerify = true // want tlsconfig/skip-verify
	return c
}

var shared = tls.Config{
	InsecureSkipVerify: true, // want tlsconfig/skip-verify
}

func badNested(c *http.Client) {
	c.Transport.(*http.Transport).TLSClientConfig = new(tls.Config)
	c.Transport.(*http.Transport).TLSClientConfig.InsecureSkipVerify = true // want tlsconfig/skip-verify
}

func badPort(port int) *tls.Config {
	if port == 465 {
		return &tls.Config{InsecureSkipVerify: true} // want tlsconfig/skip-verify
	}
	return &tls.Config{}
}

func badNegated() *tls.Config {
	const verify = false
	return &tls.Config{InsecureSkipVerify: !verify} // want tlsconfig/skip-verify
}

func badParameter() { dial(true) }

func dial(skip bool) {
	_, _ = tls.Dial("tcp", "db:5432", &tls.Config{InsecureSkipVerify: skip}) // want tlsconfig/skip-verify
}

// badTLSOn skips whenever TLS is on, which no one takes for skipping.
func badTLSOn(c *config) *tls.Config {
	if c.UseTLS {
		return &tls.Config{InsecureSkipVerify: true} // want tlsconfig/skip-verify
	}
	return nil
}

// config is read from a file.
type config struct{ UseTLS, SkipVerify, Verify bool }

func lowSetting(c *config) *tls.Config {
	return &tls.Config{InsecureSkipVerify: c.SkipVerify} // want:low tlsconfig/skip-verify "where a setting says so"
}

func lowBranch(c *config) *tls.Config {
	t := &tls.Config{}
	if c.SkipVerify {
		t.InsecureSkipVerify = true // want:low tlsconfig/skip-verify "where config.SkipVerify says so"
	}
	return t
}

func lowCaller(c *config) {
	if c.SkipVerify {
		insecure()
	}
}

func insecure() *tls.Config {
	return &tls.Config{InsecureSkipVerify: true} // want:low tlsconfig/skip-verify
}

// allowUntrusted is a flag, or set by the environment; allowAll is always set, allowAny and allowFlag by default.
var (
	allowUntrusted bool
	allowAll       bool
	allowAny       = true
	allowFlag      bool
)

// Parse reads the settings.
func Parse() {
	flag.BoolVar(&allowUntrusted, "allow-untrusted", allowUntrusted, "")
	flag.BoolVar(&allowAny, "allow-any", allowAny, "")
	if enabled("ALLOW_UNTRUSTED") {
		allowUntrusted = true
	}
	allowAll = true
	flag.BoolVar(&allowFlag, "allow-flag", true, "")
}

func enabled(name string) bool { return os.Getenv(name) == "1" }

func lowVariable() *tls.Config {
	t := &tls.Config{}
	if allowUntrusted {
		t.InsecureSkipVerify = true // want:low tlsconfig/skip-verify "where tlsclients.allowUntrusted says so"
	}
	return t
}

func badAlways() *tls.Config {
	t := &tls.Config{}
	if allowAll {
		t.InsecureSkipVerify = true // want tlsconfig/skip-verify
	}
	return t
}

func badFlag() *tls.Config {
	t := &tls.Config{}
	if allowFlag {
		t.InsecureSkipVerify = true // want tlsconfig/skip-verify
	}
	return t
}

func badByDefault() *tls.Config {
	t := &tls.Config{}
	if allowAny {
		t.InsecureSkipVerify = true // want tlsconfig/skip-verify
	}
	return t
}

func lowEnvironment() *tls.Config {
	return &tls.Config{InsecureSkipVerify: os.Getenv("INSECURE") != ""} // want:low tlsconfig/skip-verify
}

func lowEnvironmentTrue() *tls.Config {
	return &tls.Config{InsecureSkipVerify: os.Getenv("INSECURE") == "true"} // want:low tlsconfig/skip-verify "where a setting says so"
}

func lowArgument() *tls.Config { return unverified(os.Getenv("APP_INSECURE") == "true") }

func unverified(insecure bool) *tls.Config {
	if insecure {
		return &tls.Config{InsecureSkipVerify: true} // want:low tlsconfig/skip-verify "where insecure says so"
	}
	return nil
}

// lowFingerprint gets the certificate that an operator is then asked to trust.
func lowFingerprint(address string) ([]byte, error) {
	c := &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want:low tlsconfig/skip-verify
	}}
	resp, err := c.Get(address)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.TLS == nil || len(resp.TLS.PeerCertificates) == 0 {
		return nil, errors.New("no certificate")
	}
	return resp.TLS.PeerCertificates[0].Raw, nil
}

// lowPinned compares the certificate itself.
func lowPinned(address string, want []byte) (*tls.Conn, error) {
	c, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}) // want:low tlsconfig/skip-verify
	if err != nil {
		return nil, err
	}
	state := c.ConnectionState()
	if !bytes.Equal(state.PeerCertificates[0].Raw, want) {
		return nil, errors.New("another certificate")
	}
	return c, nil
}

// lowServer is for a server, which does not look at it.
func lowServer(cert tls.Certificate) *tls.Config {
	return &tls.Config{
		Certificates:       []tls.Certificate{cert},
		ClientAuth:         tls.NoClientCert,
		InsecureSkipVerify: true, // want:low tlsconfig/skip-verify
	}
}

func lowMode() *tls.Config {
	t := &tls.Config{}
	if os.Getenv("APP_ENV") == "development" {
		t.InsecureSkipVerify = true // want:low tlsconfig/skip-verify
	}
	return t
}

func lowSet() *tls.Config {
	if len(os.Getenv("SKIP_TLS_VERIFY")) > 0 {
		return &tls.Config{InsecureSkipVerify: true} // want:low tlsconfig/skip-verify "where SKIP_TLS_VERIFY says so"
	}
	return nil
}

// database is read from a file.
type database struct{ SSLMode int }

func lowEither(d *database) *tls.Config {
	t := &tls.Config{}
	if d.SSLMode == 2 || d.SSLMode == 3 {
		t.InsecureSkipVerify = true // want:low tlsconfig/skip-verify "where database.SSLMode says so"
	}
	return t
}

var skip = flag.Bool("insecure", false, "do not verify")

func lowFlag() *tls.Config {
	return &tls.Config{InsecureSkipVerify: *skip} // want:low tlsconfig/skip-verify
}

func okFalse() *tls.Config { return &tls.Config{InsecureSkipVerify: false} }

func okOwnCheck(pool *x509.CertPool) *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(s tls.ConnectionState) error {
			_, err := s.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: pool})
			return err
		},
	}
}

func badNoCheck() *tls.Config {
	return &tls.Config{
		InsecureSkipVerify:    true, // want tlsconfig/skip-verify
		VerifyPeerCertificate: func([][]byte, [][]*x509.Certificate) error { return nil },
	}
}

// lowHealth asks the program itself.
func lowHealth() error {
	c := &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want:low tlsconfig/skip-verify
	}}
	resp, err := c.Get("https://localhost:8443/healthz")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func badVersion() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS10, // want tlsconfig/old-version "TLS 1.0 is accepted"
	}
}

func badVersionMax() *tls.Config {
	c := &tls.Config{}
	c.MaxVersion = tls.VersionTLS11 // want tlsconfig/old-version "TLS 1.1 is asked for at most"
	return c
}

func okVersion() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, MaxVersion: tls.VersionTLS13}
}

// chosen is read from a file.
type chosen struct{ MinVersion string }

func lowChosen(c *chosen) *tls.Config {
	t := &tls.Config{}
	if c.MinVersion == "1.1" {
		t.MinVersion = tls.VersionTLS11 // want:low tlsconfig/old-version
	}
	return t
}

func secureClient() *http.Client   { return newClient(false) }
func insecureClient() *http.Client { return newClient(true) }

func newClient(skip bool) *http.Client {
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: skip}, // want:low tlsconfig/skip-verify "where a caller says so"
	}}
}

func lowVersion(name string) *tls.Config {
	v := map[string]uint16{"1.0": tls.VersionTLS10, "1.2": tls.VersionTLS12}[name]
	return &tls.Config{MinVersion: v} // want:low tlsconfig/old-version
}

func badCiphers() *tls.Config {
	return &tls.Config{
		CipherSuites: []uint16{ // want tlsconfig/weak-cipher "TLS_RSA_WITH_3DES_EDE_CBC_SHA"
			tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
			tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
		},
	}
}

func lowCiphers() *tls.Config {
	return &tls.Config{
		CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_GCM_SHA256}, // want:low tlsconfig/weak-cipher
	}
}

func okCiphers() *tls.Config {
	return &tls.Config{CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}}
}

func lowResumptionServer(pool *x509.CertPool) *tls.Config {
	return &tls.Config{
		ClientAuth:            tls.RequireAnyClientCert,
		VerifyPeerCertificate: pinned, // want:low tlsconfig/resumption
	}
}

func okResumption() *tls.Config {
	return &tls.Config{
		ClientAuth:             tls.RequireAnyClientCert,
		SessionTicketsDisabled: true,
		VerifyPeerCertificate:  pinned,
	}
}

func lowResumption() *tls.Config {
	c := &tls.Config{}
	c.VerifyPeerCertificate = pinned // want:low tlsconfig/resumption
	return c
}

func pinned(raw [][]byte, _ [][]*x509.Certificate) error {
	if len(raw) == 0 {
		return errors.New("no certificate")
	}
	return nil
}

// Run runs some of them.
func Run() {
	badParameter()
	_ = &shared
}

var (
	checkedClient   = &http.Client{Transport: &http.Transport{}}
	uncheckedClient = &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want:low tlsconfig/skip-verify "where target.TLSSkipVerify says so"
	}}
	uncheckedTransport, checkedTransport *http.Transport
	openTransport                        = &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want tlsconfig/skip-verify
	}
)

func init() {
	checkedTransport = &http.Transport{}
	uncheckedTransport = &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want:low tlsconfig/skip-verify "where target.TLSSkipVerify says so"
	}
}

// target is read from a file.
type target struct {
	TLSSkipVerify bool
	Transport     *http.Transport
}

// lowShared takes the one of two clients that a setting asks for.
func lowShared(t *target, req *http.Request) (*http.Response, error) {
	c := checkedClient
	if t.TLSSkipVerify {
		c = uncheckedClient
	}
	return c.Do(req)
}

func lowSharedTransport(t *target) *http.Client {
	tr := t.Transport
	if tr == nil {
		tr = checkedTransport
		if t.TLSSkipVerify {
			tr = uncheckedTransport
		}
	}
	return &http.Client{Transport: tr}
}

// badShared takes the one that checks nothing in any case, though others only do where a setting asks for it.
func badShared(t *target) (a, b *http.Client) {
	tr := checkedTransport
	if t.TLSSkipVerify {
		tr = openTransport
	}
	return &http.Client{Transport: tr}, &http.Client{Transport: openTransport}
}
