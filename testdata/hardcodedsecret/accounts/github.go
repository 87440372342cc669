package accounts

import (
	"net/http"

	"github.com/google/go-github/v59/github"
)

// No line of a model speaks of this major of the module: lines of other ones hold where the function is the same.
func badOtherMajor(req *http.Request) ([]byte, error) {
	return github.ValidatePayload(req, []byte("peregrine-eyrie")) // want hardcodedsecret/credential "a key for .*ValidatePayload"
}

func badOtherMajorMethod() *github.Client {
	return github.NewClient(nil).WithAuthToken("gyrfalcon-mews") // want hardcodedsecret/credential
}

func badOtherMajorField() *http.Client {
	t := &github.BasicAuthTransport{Username: "kestrel", Password: "lanner"} // want hardcodedsecret/credential
	return t.Client()
}

// Another argument than the one that the line speaks of.
func okOtherMajorBody(secret []byte) ([]byte, error) {
	return github.ValidatePayloadFromBody("application/json", nil, "sha256=peregrine-eyrie", secret)
}
