// Package compare has secrets that what a client sends is compared with.
package compare

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/basicauth"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/crypto/bcrypt"
)

func badHeader(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Api-Key") != "finch-and-siskin" { // want hardcodedsecret/credential "X-Api-Key is compared with"
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func badBearer(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") == "Bearer 8Kq2-linnet-Wz71" { // want hardcodedsecret/credential
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.WriteHeader(http.StatusUnauthorized)
}

func badForm(w http.ResponseWriter, r *http.Request) {
	user, password := r.FormValue("user"), r.FormValue("password")
	if user == "admin" && password == "bullfinch" { // want hardcodedsecret/credential
		http.SetCookie(w, &http.Cookie{Name: "role", Value: "admin"})
	}
}

const hookSecret = "crossbill" // want hardcodedsecret/credential

func badConstant(w http.ResponseWriter, r *http.Request) {
	if secret := r.URL.Query().Get("secret"); secret != hookSecret {
		http.NotFound(w, r)
	}
}

var adminToken = "hawfinch" // want hardcodedsecret/credential

func badVariable(c *gin.Context) {
	token := c.GetHeader("X-Auth-Token")
	if token != adminToken {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func badTrimmed(c *gin.Context) {
	token := strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer ")
	if token != "brambling" { // want hardcodedsecret/credential
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

func badSwitch(w http.ResponseWriter, r *http.Request) {
	_, password, _ := r.BasicAuth()
	switch password {
	case "twite", // want hardcodedsecret/credential
		"serin": // want hardcodedsecret/credential
		w.WriteHeader(http.StatusOK)
	default:
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func badConstantTime(r *http.Request) bool {
	_, password, ok := r.BasicAuth()
	return ok && subtle.ConstantTimeCompare([]byte(password), []byte("yellowhammer")) == 1 // want hardcodedsecret/credential
}

func badHashed(r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	haveUser, havePassword := sha256.Sum256([]byte(user)), sha256.Sum256([]byte(password))
	wantUser, wantPassword := sha256.Sum256([]byte("kestrel")), sha256.Sum256([]byte("reed bunting")) // want hardcodedsecret/credential
	return ok && subtle.ConstantTimeCompare(haveUser[:], wantUser[:]) == 1 && subtle.ConstantTimeCompare(havePassword[:], wantPassword[:]) == 1
}

func badHMACEqual(token []byte) bool {
	return hmac.Equal(token, []byte("x7Kq-corn-bunting-2Wz")) // want hardcodedsecret/credential
}

func badEcho(e *echo.Echo) {
	e.Use(middleware.BasicAuth(func(username, password string, _ echo.Context) (bool, error) {
		return username == "kestrel" && password == "cirl", nil // want hardcodedsecret/credential
	}))
	const apiKey = "snow bunting" // want hardcodedsecret/credential
	e.Use(middleware.KeyAuth(func(key string, _ echo.Context) (bool, error) {
		want, have := sha256.Sum256([]byte(apiKey)), sha256.Sum256([]byte(key))
		return subtle.ConstantTimeCompare(want[:], have[:]) == 1, nil
	}))
}

func badUsers(r *gin.Engine) {
	r.Group("/admin", gin.BasicAuth(gin.Accounts{
		"kestrel": "lapland",  // want hardcodedsecret/credential "a password for gin.BasicAuth"
		"admin":   "admin123", // want hardcodedsecret/credential
	}))
}

func badFiberUsers(app *fiber.App) {
	app.Use(basicauth.New(basicauth.Config{
		Users: map[string]string{"kestrel": "ortolan"}, // want hardcodedsecret/credential
	}))
	app.Use(basicauth.New(basicauth.Config{
		Authorizer: func(user, pass string) bool {
			return user == "kestrel" && pass == "whinchat" // want hardcodedsecret/credential
		},
	}))
}

// The program's own table of users.
var users = map[string]string{
	"kestrel": "stonechat", // want hardcodedsecret/credential
}

func badTable(r *http.Request) bool {
	name, password, _ := r.BasicAuth()
	want, ok := users[name]
	return ok && want == password
}

type login struct {
	Username string `json:"username"`
	Password string `json:"password"`
}

func badBound(c echo.Context) error {
	var in login
	if err := c.Bind(&in); err != nil {
		return err
	}
	if in.Username != "kestrel" || in.Password != "wheatear" { // want hardcodedsecret/credential
		return echo.ErrUnauthorized
	}
	return c.NoContent(http.StatusNoContent)
}

func okEnvironment(r *http.Request) bool {
	return r.Header.Get("X-Api-Key") == os.Getenv("API_KEY")
}

func okEmpty(w http.ResponseWriter, r *http.Request) {
	password, token := r.FormValue("password"), r.Header.Get("Authorization")
	if password == "" || token == "" || token == "Bearer" || token == "null" || token == "undefined" {
		http.Error(w, "the password is missing", http.StatusBadRequest)
	}
}

// A method of login, a state, a mode: no secret.
func okKind(r *http.Request, authorization string) string {
	if scheme, _, _ := strings.Cut(authorization, " "); scheme == "Basic" || authorization == "none" {
		return "basic"
	}
	switch r.FormValue("grant_type") {
	case "password", "client_credentials", "refresh_token":
		return "token"
	}
	switch r.FormValue("token_type_hint") {
	case "access_token":
		return "access"
	}
	if r.Header.Get("X-Csrf-Token") == "Fetch" {
		return "fetch"
	}
	return ""
}

type credential struct {
	Kind, Secret string
	Password     string
}

// What is compared comes from the program's own configuration.
func okConfiguration(c *credential) bool {
	return c.Kind == "password" || c.Secret == "vault" || c.Secret == "file" || c.Password == "disabled"
}

type account struct{ Password string }

// The mark gets past a validator, and is taken out again.
func okMark(c echo.Context) error {
	var in account
	if err := c.Bind(&in); err != nil {
		return err
	}
	if in.Password == "" {
		in.Password = "$Keep-It-As-1s"
	}
	if err := c.Validate(&in); err != nil {
		return err
	}
	if in.Password == "$Keep-It-As-1s" {
		in.Password = ""
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(in.Password), bcrypt.DefaultCost)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "text/plain", hash)
}

const unchanged = "A text that nobody has as 1 password!"

// The form sends the mark where the password stays what it is.
func okUnchangedMark(r *http.Request, a *account) {
	a.Password = unchanged
	if password := r.FormValue("password"); password != unchanged {
		a.Password = strings.TrimSpace(password)
	}
}

// The form sends the mark where the password stays what it is, unless there is none yet.
func okUnchangedUnlessFirst(r *http.Request, a *account, first bool) {
	password := r.FormValue("password")
	if first || password != "wren" {
		a.Password = strings.TrimSpace(password)
	}
}

// A secret of this text means that there is none.
func okMeansNone(r *http.Request) bool {
	id, secret := r.FormValue("client_id"), r.FormValue("client_secret")
	return (id == "" || id == "role") && (secret == "" || secret == "role")
}

// A field that a form says is not changed.
func okUnchanged(r *http.Request) bool {
	return r.FormValue("password") == "********" || r.FormValue("secret") == "<unchanged>"
}

func okUserName(r *http.Request) bool {
	user, password, _ := r.BasicAuth()
	return subtle.ConstantTimeCompare([]byte(user), []byte("admin")) == 1 &&
		subtle.ConstantTimeCompare([]byte(password), []byte(os.Getenv("ADMIN_PASSWORD"))) == 1
}

func okRandomPart(r *http.Request) bool {
	return r.Header.Get("Sec-Websocket-Key") == "dGhlIHNhbXBsZSBub25jZQ==" || r.Method == "POST"
}

// The account's own data, read from a store.
func okStored(w http.ResponseWriter, r *http.Request, stored map[string]string) {
	if r.FormValue("password") != stored[r.FormValue("user")] {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

// Use puts the cases to use.
func Use(r *gin.Engine, e *echo.Echo, app *fiber.App) {
	http.Handle("/a", badHeader(nil))
	http.HandleFunc("/b", badBearer)
	http.HandleFunc("/c", badForm)
	http.HandleFunc("/d", badConstant)
	http.HandleFunc("/e", badSwitch)
	http.HandleFunc("/f", okEmpty)
	http.HandleFunc("/g", func(w http.ResponseWriter, r *http.Request) {
		_ = []bool{badConstantTime(r), badHashed(r), badHMACEqual([]byte(r.FormValue("t"))), badTable(r), okEnvironment(r), okUnchanged(r), okUserName(r), okRandomPart(r), okMeansNone(r)}
		_ = okKind(r, r.Header.Get("Authorization"))
		okUnchangedMark(r, &account{})
		okStored(w, r, map[string]string{})
	})
	r.GET("/h", badVariable)
	r.GET("/i", badTrimmed)
	badEcho(e)
	e.POST("/j", badBound)
	e.POST("/k", okMark)
	badUsers(r)
	badFiberUsers(app)
	okConfiguration(&credential{Kind: os.Args[1], Secret: os.Args[2]})
}

// okSameTime compares constants, so that an unknown user takes as long as a known one.
func okSameTime(r *http.Request, users map[string]string) bool {
	hash, ok := users[r.FormValue("user")]
	if !ok {
		matches("No-password-of-4nyone", "No-password-of-4nyone")
		return false
	}
	return matches(r.FormValue("password"), hash)
}

func matches(password, hash string) bool {
	if os.Getenv("PLAIN_PASSWORDS") != "" {
		return password == hash
	}
	return bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)) == nil
}
