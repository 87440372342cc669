package tokens

import (
	"net/http"
	"strings"
)

// A JWT that is signed, for good.
const signedToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJzZXJ2aWNlLWtlc3RyZWwiLCJpYXQiOjE1MTYyMzkwMjIsImFkbWluIjp0cnVlfQ.y1rMa-_tI1szIIW4h50VcKz8YTAUpVCyHv96qjDq198" // want hardcodedsecret/token-format "a token .jwt."

// Its checksum does not hold.
const badSum = "ghp_" + "Ni5ZI3CV11FpPgtJ16aGtkvwBFf94QXzTf4E" // want hardcodedsecret/token-format "github-pat"

const prefix = "AGE-SECRET-KEY-"

// A sum over a constant.
const sum = prefix + "1" + "MZ5WAQUSCYLRI2XAL3LRV1XZF9BX84H3T3MKWQ26XRH7E8XYN3D7N2RPA0" // want hardcodedsecret/token-format "age"

func badInText(r *http.Request) {
	r.Header.Set("User-Agent", "kestrel")
	r.URL.RawQuery = "key=AIza" + "pEW0YvUXo3cIHn4tO2jQyFmLdRkGsBbT6xA" // want hardcodedsecret/token-format "Google"
}

func badArgument() string {
	return strings.TrimSpace(" glpat-" + "x8ZpLmQ2Rt5Vw9Kn3Jb7\n") // want hardcodedsecret/token-format "GitLab"
}

var badBytes = []byte("npm_" + "q7WxZ2rTpL9mKsV4bNhG1dFjC8yUkR3zXwQ5") // want hardcodedsecret/token-format "npm"

// A header as it is sent.
var badHeaders = []string{
	"Accept: application/json",
	"Authorization: Basic a2VzdHJlbDpxOFpyNUx3MSFwdA==", // want hardcodedsecret/token-format "Authorization header"
	"X-Trace: 1",
}

const awsSecretAccessKey = "mZ5wAqUsCyLrI2xAl3LrV1xZf9Bx84h3t3MkWq26" // want hardcodedsecret/named "awsSecretAccessKey"

// Nobody signed it.
const okUnsigned = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJzZXJ2aWNlLWtlc3RyZWwiLCJpYXQiOjE1MTYyMzkwMjJ9.1NGcKNPrU2iacDJICYUt5jPHGbpwFXUKbgp_IsUstEw"

// The examples of AWS, and what stands where a token is to be put.
const (
	okAWS        = "AKIAIOSFODNN7EXAMPLE"
	okAWSSecret  = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	okFilled     = "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	okPlaced     = "glpat-<your token here, please>"
	okPrefix     = "sk_live_"
	okSequence   = "npm_abcdefabcdefabcdefabcdefabcdefabcdef"
	okBasic      = "Authorization: Basic <credentials>"
	okBearer     = "Authorization: Bearer $TOKEN"
	okBasicDoc   = "Authorization: Basic dXNlcjpwYXNzd29yZA==" // user:password
	okAttachment = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
	okDigest     = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	okCommit     = "9f2c6be0d1a47735c1f0e2d3b4a5968778695a4b"
)

// okForms are what a scanner for tokens looks for.
var okForms = []string{"AKIA[A-Z2-7]{16}", "gh[pousr]_[0-9A-Za-z]{36}", "xox[abeoprs]-[0-9A-Za-z-]{10,}", "-----BEGIN [A-Z ]*PRIVATE KEY-----"}

// Other puts the cases to use.
func Other(r *http.Request) []any {
	badInText(r)
	return []any{signedToken, badSum, sum, badArgument(), badBytes, badHeaders, awsSecretAccessKey, okUnsigned, okAWS, okAWSSecret, okFilled, okPlaced, okPrefix, okSequence,
		okBasic, okBearer, okBasicDoc, okAttachment, okDigest, okCommit, okForms}
}
