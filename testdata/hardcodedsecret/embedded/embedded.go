// Package embedded has secrets in files that are built into the program.
package embedded

import (
	"embed"
	_ "embed"

	"github.com/golang-jwt/jwt/v5"
)

//go:embed conf/signing.pem
var signing []byte // want hardcodedsecret/token-format "signing.pem"

//go:embed conf/verify.pem
var okVerify []byte

//go:embed conf/ca.crt
var okAuthority string

//go:embed conf/sample.yaml
var okSample string

// The files of a folder.
//
//go:embed conf/app.yaml conf/app.json conf/dot.env
var settings embed.FS // want hardcodedsecret/named "jwt_secret.*app.yaml" "password.*app.yaml" "app.json" "dot.env"

//go:embed conf/db.ini
var database string // want hardcodedsecret/credential "db.ini"

// Sign signs with the key that is built in.
func Sign() (string, error) {
	key, err := jwt.ParseECPrivateKeyFromPEM(signing)
	if err != nil {
		return "", err
	}
	return jwt.New(jwt.SigningMethodES256).SignedString(key)
}

// Files returns all.
func Files() (embed.FS, [][]byte) {
	return settings, [][]byte{signing, okVerify, []byte(okAuthority), []byte(okSample), []byte(database)}
}
