// Package sessions has keys of sessions, cookies and forms in the source.
package sessions

import (
	"crypto/rand"
	"net/http"
	"os"

	ginsessions "github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	ginredis "github.com/gin-contrib/sessions/redis"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/encryptcookie"
	"github.com/gorilla/csrf"
	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"
)

var store = sessions.NewCookieStore([]byte("apricot-session")) // want hardcodedsecret/credential "sessions.NewCookieStore"

// Store is the store of the program.
func Store() sessions.Store { return store }

func badFilesystem() *sessions.FilesystemStore {
	return sessions.NewFilesystemStore("", []byte("blackberry-auth"), []byte("blackberry-block")) // want hardcodedsecret/credential "NewFilesystemStore" "NewFilesystemStore"
}

func badCodec() *securecookie.SecureCookie {
	hashKey := []byte("cranberry-hash") // want hardcodedsecret/credential
	var blockKey []byte
	return securecookie.New(hashKey, blockKey)
}

func badGin(r *gin.Engine) {
	r.Use(ginsessions.Sessions("sid", cookie.NewStore([]byte("dewberry")))) // want hardcodedsecret/credential
}

func badGinRedis(r *gin.Engine) error {
	s, err := ginredis.NewStore(10, "tcp", "localhost:6379", "", "", []byte("feijoa")) // want hardcodedsecret/credential
	if err != nil {
		return err
	}
	r.Use(ginsessions.Sessions("sid", s))
	return nil
}

func badForms(h http.Handler) http.Handler {
	return csrf.Protect([]byte("grapefruit-grapefruit-grapefru32"), csrf.Secure(true))(h) // want hardcodedsecret/credential "csrf.Protect"
}

func badFiber(app *fiber.App) {
	app.Use(encryptcookie.New(encryptcookie.Config{Key: "aG9uZXlkZXctaG9uZXlkZXctaG9uZXlkZXctMzIzMjM="})) // want hardcodedsecret/credential
}

func okRandom() *sessions.CookieStore {
	return sessions.NewCookieStore(securecookie.GenerateRandomKey(32))
}

func okEnvironment(r *gin.Engine) {
	r.Use(ginsessions.Sessions("kestrel_session", cookie.NewStore([]byte(os.Getenv("SESSION_SECRET")))))
}

func okMade(h http.Handler) (http.Handler, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	return csrf.Protect(key, csrf.CookieName("kestrel_csrf"), csrf.FieldName("token"), csrf.RequestHeader("X-Csrf-Token"))(h), nil
}

func okFiber(app *fiber.App) {
	app.Use(encryptcookie.New(encryptcookie.Config{Key: encryptcookie.GenerateKey()}))
}

// The names of sessions and cookies are no secrets.
func okNames(w http.ResponseWriter, r *http.Request) {
	s, err := store.Get(r, "kestrel-session")
	if err != nil {
		return
	}
	s.Values["token"] = "none"
	http.SetCookie(w, &http.Cookie{Name: "session_token", Value: "", Path: "/", MaxAge: -1})
	http.SetCookie(w, &http.Cookie{Name: "lang", Value: "en-GB"})
}

// Use puts the cases to use.
func Use(h http.Handler) {
	r, app := gin.New(), fiber.New()
	_ = badFilesystem()
	_ = badCodec()
	badGin(r)
	_ = badGinRedis(r)
	_ = badForms(h)
	badFiber(app)
	_ = okRandom()
	okEnvironment(r)
	_, _ = okMade(h)
	okFiber(app)
	http.HandleFunc("/", okNames)
}
