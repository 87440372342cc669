// Package headers has credentials in headers of requests.
package headers

import (
	"fmt"
	"net/http"
	"os"

	"github.com/go-resty/resty/v2"
	"github.com/gofiber/fiber/v2"
)

const serviceToken = "Bearer 7Hq-kestrel-42-Zt9w" // want hardcodedsecret/credential "Authorization"

func badConstant(req *http.Request) {
	req.Header.Set("Authorization", serviceToken)
}

func badAPIKey(req *http.Request) {
	req.Header.Add("X-Api-Key", "kS7-3fQz-91Lm") // want hardcodedsecret/credential "X-Api-Key"
}

func badBasic(req *http.Request) {
	req.Header.Set("Authorization", "Basic a2VzdHJlbDptZXJsaW4tMTIz") // want hardcodedsecret/credential "Authorization"
}

func badBuilt(req *http.Request) {
	token := "Zq81-kestrel-Mw22-0pL" // want hardcodedsecret/credential "Authorization"
	req.Header.Set("Authorization", "Bearer "+token)
}

func badFormatted(req *http.Request) {
	req.Header.Set("authorization", fmt.Sprintf("Token %s", adminToken))
}

const adminToken = "Xw93-kestrel-Pl07-5tB" // want hardcodedsecret/credential

func badMap(req *http.Request) {
	req.Header = http.Header{
		"Accept":        {"application/json"},
		"X-Auth-Token":  {"Rt55-kestrel-Vb81-2nK"}, // want hardcodedsecret/credential "X-Auth-Token"
		"Authorization": []string{serviceToken},
	}
}

func badIndex(req *http.Request) {
	req.Header["X-Vault-Token"] = []string{"Gh27-kestrel-Cx63-8jD"} // want hardcodedsecret/credential "X-Vault-Token"
}

func badResty() *resty.Request {
	return resty.New().R().SetHeader("X-Api-Key", "Jm19-kestrel-Ws40-6vF") // want hardcodedsecret/credential
}

func badRestyMap() *resty.Client {
	return resty.New().SetHeaders(map[string]string{
		"Accept":    "application/json",
		"X-Api-Key": "Ny38-kestrel-Qd52-1cR", // want hardcodedsecret/credential
	})
}

func badWrapper(req *http.Request) {
	setHeader(req, "Private-Token", "Lk64-kestrel-Tz90-3bH") // want hardcodedsecret/credential "Private-Token"
	setHeader(req, "Accept", "text/csv")
}

func setHeader(req *http.Request, name, value string) { req.Header.Set(name, value) }

func okVariable(req *http.Request) {
	req.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
	req.Header.Set("X-Api-Key", os.Getenv("API_KEY"))
}

func okNames(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", `Bearer realm="kestrel", error="invalid_token"`)
	w.Header().Set("Access-Control-Allow-Headers", "Authorization, X-Api-Key, X-Csrf-Token")
	w.Header().Add("Vary", "Authorization")
	if r.Header.Get("Authorization") == "" {
		http.Error(w, "the header Authorization is missing", http.StatusUnauthorized)
	}
	w.Header().Set("Set-Cookie", "theme=dark; Path=/")
	w.Header().Set("X-Csrf-Token", "Fetch")
	r.Header.Set("Authorization", "Bearer")
	r.Header.Set("Authorization", "Bearer <token>")
	r.Header.Set("X-Csrf-Token", "nocheck")
	r.Header.Set("Cookie", "lang=en")
}

// A guard's token for tests of the header is in no real use.
func okRemoved(c *fiber.Ctx) error {
	c.Request().Header.Set("Authorization", "REDACTED")
	return c.Next()
}

// Use puts the cases to use.
func Use(req *http.Request) {
	badConstant(req)
	badAPIKey(req)
	badBasic(req)
	badBuilt(req)
	badFormatted(req)
	badMap(req)
	badIndex(req)
	_ = badResty()
	_ = badRestyMap()
	badWrapper(req)
	okVariable(req)
	okNames(nil, req)
	fiber.New().Use(okRemoved)
}
