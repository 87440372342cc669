// Package pem has private keys in the forms that programs write them in, and what looks like one and is none. The keys were
// made for these cases.
package pem

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"regexp"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

const rsaKey = `-----BEGIN RSA PRIVATE KEY-----
MIIBOwIBAAJBAN8CJOGPpAzyluDupxch25iVdlAAie7tHWsSA0Px64LV810+VdOK
mVBtq3n7PAb/41ze7GKPJPOSS4EU/cpHqT0CAwEAAQJBAI14h7sL649HKc3ht+Al
23ANiPOxk88dXuc4kxe8VaI2Ni9vBBKxhz6CPgQD5IXHXsWQ05BtDPvoigeYBbpB
sCUCIQD9joIF/zffcE+KGmHcAkaM3dhDIlxjE+fJ1RSqk9PizwIhAOEoRwN713b2
D2kdCV8SfJvXxvd38eW5IpKqd7yC3WYzAiBZGNt9qfoDLN72Q2EBw1bxJv9YT9mx
Awye8p4pdnqtJwIhAMxscz04fUHm2csHr/B/ql8cI+ufHSMDWd5ro1amQjl9AiBp
BN2KxFSRrOIR7o2vUBLOVC3UOWIv/wkepttEUwy3XQ==
-----END RSA PRIVATE KEY-----` // want hardcodedsecret/token-format "private key"

var ecKey = []byte(`
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIABOlA75RzCiDlr3T5id9Ctt3FDr4MqVUiOXU3df3SnPoAoGCCqGSM49
AwEHoUQDQgAE5Xs3I/WKUIgoYktSsfoeS+VSMh+fEdtn9ICN/yL8vPp+uQPgfObX
BsSEIw1Q8KkAdgcp9/2e2h6RUuZSRB46Mw==
-----END EC PRIVATE KEY-----
`) // want hardcodedsecret/token-format "private key"

const pkcs8 = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAE6UDvlHMKIOWvdP\nmJ30K23cUOvgypVSI5dTd1/dKc+hRANCAATlezcj9YpQiChiS1Kx+h5L5VIyH58R\n22f0gI3/Ivy8+n65A+B85tcGxIQjDVDwqQB2Byn3/Z7aHpFS5lJEHjoz\n-----END PRIVATE KEY-----\n" // want hardcodedsecret/token-format "private key"

const encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" +
	"MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjmDyEjoojX2wICCAAw\n" +
	"DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEDq7D6Jq4i0GoeXnW56D/AQEgZD1\n" +
	"SmeNL5aHkBTebYqaOH2StxnRBu/6so4iiCJlLs3lyjsyfMoM7qsRnTbatueLuIME\n" +
	"N8fD/rJ8ZT7ezls9m2TSH/QI8tzHgEe5sNKF7nJdBKjBHNKX9B4PteW7JOhO5IXN\n" +
	"dU0pVZ6S1U1KMOpcUMYF6QEys2UAmTe1kjTeYN4eRBQuBfanYVJDpRw2tpdUPdc=\n" +
	"-----END ENCRYPTED PRIVATE KEY-----\n" // want hardcodedsecret/token-format "private key"

var deploy = struct{ Host, Key string }{
	Host: "deploy.kestrel.internal",
	Key: `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACBcCAVfbh71XTGdrtPwp2hdUclMhJ+xJfNeH7YK43pJYgAAAJBnE/6KZxP+
igAAAAtzc2gtZWQyNTUxOQAAACBcCAVfbh71XTGdrtPwp2hdUclMhJ+xJfNeH7YK43pJYg
AAAEB0CRReR56gaoCgJBp+f0xX1Fad/Mie3m7waj6NKIm2glwIBV9uHvVdMZ2u0/CnaF1R
yUyEn7El814ftgrjekliAAAAB21hZGUtdXABAgMEBQY=
-----END OPENSSH PRIVATE KEY-----
`, // want hardcodedsecret/token-format "private key"
}

const pgp = "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: made up\n\nlQOYBGKkQkUBCADHmadeupmadeupQ2FzZXMgb2YgYSBsaW50ZXIsIG5vdCBhIGtl\neSBhdCBhbGw=\n=made\n-----END PGP PRIVATE KEY BLOCK-----\n" // want hardcodedsecret/token-format "private key"

// A service account as Google hands it out, in JSON.
const account = `{"type": "service_account", "project_id": "kestrel", "private_key": "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAE6UDvlHMKIOWvdP\nmJ30K23cUOvgypVSI5dTd1/dKc+hRANCAATlezcj9YpQiChiS1Kx+h5L5VIyH58R\n22f0gI3/Ivy8+n65A+B85tcGxIQjDVDwqQB2Byn3/Z7aHpFS5lJEHjoz\n-----END PRIVATE KEY-----\n", "client_email": "app@kestrel.iam.gserviceaccount.com"}` // want hardcodedsecret/token-format

func badUse() (string, error) {
	key, err := jwt.ParseRSAPrivateKeyFromPEM([]byte(rsaKey))
	if err != nil {
		return "", err
	}
	return jwt.New(jwt.SigningMethodRS256).SignedString(key)
}

func badInline() error {
	_, err := jwt.ParseECPrivateKeyFromPEM([]byte("-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIABOlA75RzCiDlr3T5id9Ctt3FDr4MqVUiOXU3df3SnPoAoGCCqGSM49\nAwEHoUQDQgAE5Xs3I/WKUIgoYktSsfoeS+VSMh+fEdtn9ICN/yL8vPp+uQPgfObX\nBsSEIw1Q8KkAdgcp9/2e2h6RUuZSRB46Mw==\n-----END EC PRIVATE KEY-----\n")) // want hardcodedsecret/token-format "private key"
	return err
}

const okPublic = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE5Xs3I/WKUIgoYktSsfoeS+VSMh+f
Edtn9ICN/yL8vPp+uQPgfObXBsSEIw1Q8KkAdgcp9/2e2h6RUuZSRB46Mw==
-----END PUBLIC KEY-----`

const okCertificate = `-----BEGIN CERTIFICATE-----
MIIBeDCCAR+gAwIBAgIUW8himoJiJATu8lgFwa2rQY7/4a0wCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHbWFkZS11cDAeFw0yNjExMjQyMTU3NDFaFw0zNjExMjEyMTU3
NDFaMBIxEDAOBgNVBAMMB21hZGUtdXAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AATlezcj9YpQiChiS1Kx+h5L5VIyH58R22f0gI3/Ivy8+n65A+B85tcGxIQjDVDw
qQB2Byn3/Z7aHpFS5lJEHjozo1MwUTAdBgNVHQ4EFgQU5PQ8ikliKr2HzNhW8yy8
ALJoCU0wHwYDVR0jBBgwFoAU5PQ8ikliKr2HzNhW8yy8ALJoCU0wDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiB+ovwWmiRaEsxlFhO/6UUvkfnTreXN
QHaAy7y+2GpKqQIgDGKVwT5OOSL0MUM8BPqNYS6Cs4pm7db6cltR1Kn7cKI=
-----END CERTIFICATE-----`

const (
	okBegin = "-----BEGIN RSA PRIVATE KEY-----"
	okEnd   = "-----END RSA PRIVATE KEY-----"
)

var okPattern = regexp.MustCompile(`-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[A-Za-z0-9+/=\s]+-----END`)

const okDoc = `
Put the key into the setting "key", in this form:

-----BEGIN PRIVATE KEY-----
...
-----END PRIVATE KEY-----
`

const okShortened = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49...\n-----END PRIVATE KEY-----"

// The text only says what a key looks like.
func okCheck(key []byte) error {
	if !bytes.Contains(key, []byte("-----BEGIN EC PRIVATE KEY-----")) && !strings.HasPrefix(string(key), "-----BEGIN PRIVATE KEY-----\n") {
		return errors.New("want a key in PEM: -----BEGIN PRIVATE KEY----- and so on")
	}
	return nil
}

// The key comes from the caller.
func okEncode(der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

func okVerify() error {
	_, err := jwt.ParseECPublicKeyFromPEM([]byte(okPublic))
	return err
}

func okFrame(body string) ([]byte, error) {
	block, _ := pem.Decode([]byte(okBegin + "\n" + body + "\n" + okEnd))
	if block == nil {
		return nil, errors.New("not a key")
	}
	_, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	return block.Bytes, err
}

// Keys puts the cases to use.
func Keys() []any {
	_, _ = badUse()
	_ = badInline()
	_ = okCheck(nil)
	_ = okEncode(nil)
	_ = okVerify()
	_, _ = okFrame("")
	return []any{ecKey, pkcs8, encrypted, deploy, pgp, account, okCertificate, okDoc, okShortened, okPattern}
}
