// Package structs logs values that have a secret inside.
package structs

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/go-sql-driver/mysql"
	"github.com/redis/go-redis/v9"
	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"golang.org/x/oauth2"
)

// Config is a program's.
type Config struct {
	Addr     string
	Database Database
	Mail     *Mail
	Keys     []Key
	Limits   map[string]int
}

// Database is one of its parts.
type Database struct {
	Host     string
	User     string
	Password string
}

// Mail is another one, behind a pointer.
type Mail struct {
	Host   string
	Secret string
}

// Key is one of several.
type Key struct {
	ID      string
	KeyName string
	APIKey  string `json:"-"`
}

// Load fills a Config in a way that is not seen here.
var Load func() (*Config, error)

func badConfig(c *Config) {
	log.Printf("config: %+v", c)               // want secretlog/struct "Config.Database.Password"
	log.Printf("config: %v", *c)               // want secretlog/struct
	slog.Info("config", "config", c)           // want secretlog/struct
	logrus.WithField("config", c).Info("read") // want secretlog/struct
	fmt.Printf("%#v\n", c.Database)            // want secretlog/struct "Database.Password"
	log.Print("config: ", c.Database)          // want secretlog/struct
}

func badLoaded() {
	c, err := Load()
	if err != nil {
		log.Fatal(err)
	}
	log.Println("config", c) // want secretlog/struct
}

func badZap(l *zap.Logger, s *zap.SugaredLogger, z zerolog.Logger, c *Config) {
	l.Info("config", zap.Any("config", c))                           // want secretlog/struct
	l.Info("config", zap.Reflect("config", c))                       // want secretlog/struct
	s.Infow("config", "config", c)                                   // want secretlog/struct
	s.Infof("config %+v", c)                                         // want secretlog/struct
	z.Info().Interface("config", c).Send()                           // want secretlog/struct
	z.Info().Any("mail", c.Mail).Send()                              // want secretlog/struct "Mail.Secret"
	z.Info().Interface("all", map[string]any{"mail": c.Mail}).Send() // want secretlog/struct
}

// fmt prints the address of a nested pointer.
type holder struct {
	Name string
	Mail *Mail
}

func okNestedPointer(h holder) {
	log.Printf("%+v", h)
	log.Print([]*Mail{h.Mail})
}

func badNestedPointer(h holder, z zerolog.Logger) {
	z.Info().Interface("h", h).Send() // want secretlog/struct "holder.Mail.Secret"
}

// JSON leaves out what is tagged so, and what is not exported.
type hidden struct {
	Name     string
	Password string `json:"-"`
	apiKey   string
}

func okHidden(h hidden, l *zap.Logger, z zerolog.Logger) {
	l.Info("a", zap.Any("h", h))
	z.Info().Interface("h", h).Send()
	slog.Info("a", "h", h)
	data, _ := json.Marshal(h)
	log.Printf("%s", data)
}

func badHidden(h hidden) {
	log.Printf("%+v", h) // want secretlog/struct "hidden.Password"
}

type unexported struct {
	name   string
	secret string
}

func badUnexported(u *unexported) {
	log.Print(u) // want secretlog/struct "unexported.secret"
}

func badLists(users []Database, byName map[string]Database, z zerolog.Logger, ptrs []*Database) {
	log.Print(users)                         // want secretlog/struct
	log.Printf("%v", byName)                 // want secretlog/struct
	z.Info().Interface("users", ptrs).Send() // want secretlog/struct
	for _, u := range users {
		log.Print(u) // want secretlog/struct
	}
}

func okLists(ptrs []*Database, names []string) {
	log.Print(ptrs, names)
}

// requests are bound to types inside functions.
func badLocal(c *gin.Context) {
	type request struct {
		User     string `json:"user"`
		Password string `json:"password"`
	}
	var req request
	if err := c.ShouldBindJSON(&req); err != nil {
		return
	}
	log.Printf("login: %+v", req) // want secretlog/struct "request.Password"
}

func badAnonymous(r *http.Request) {
	var req struct {
		User     string
		Password string
	}
	if json.NewDecoder(r.Body).Decode(&req) != nil {
		return
	}
	slog.Info("login", "req", req) // want secretlog/struct "Password"
	log.Printf("login of %s", req.User)
}

func okLocal(c *gin.Context) {
	type request struct {
		User     string
		Password string
	}
	var req request
	if c.ShouldBindJSON(&req) != nil {
		return
	}
	log.Printf("login: %s, %d", req.User, len(req.Password))
}

// text that is made of a value.
func badText(c Config, d Database) {
	data, _ := json.Marshal(c)
	log.Println("config", string(data)) // want secretlog/struct "Config.Database.Password"
	pretty, _ := json.MarshalIndent(d, "", " ")
	slog.Info("database " + string(pretty)) // want secretlog/struct
	msg := fmt.Sprintf("%+v", d)
	log.Print(msg) // want secretlog/struct "Database.Password"
	out, _ := xml.Marshal(d)
	log.Printf("%s", out) // want secretlog/struct
}

// types of libraries.
func badForeign(opts *redis.Options, db *mysql.Config, oc oauth2.Config, tok *oauth2.Token) {
	log.Printf("redis: %+v", opts) // want secretlog/struct "Options.Password"
	db.Passwd = os.Getenv("SHOP_DB")
	log.Printf("mysql: %+v", db)     // want secretlog/struct "Config.Passwd"
	slog.Info("oauth", "config", oc) // want secretlog/struct "Config.ClientSecret"
	log.Print(tok)                   // want secretlog/struct "oauth2.Token"
	log.Print(tok.AccessToken)       // want secretlog/credential
}

func okForeign(opts *redis.Options, tok *oauth2.Token) {
	log.Print(opts.Addr, opts.Username, tok.Expiry, tok.TokenType)
}

// embedded fields are the outer type's own.
type admin struct {
	Database
	Level int
}

func badEmbedded(a admin) {
	log.Printf("%+v", a) // want secretlog/struct "admin.Database.Password"
}

// shadowed is how a type hides a field from JSON.
type shadowed struct {
	Database
	Password string `json:"Password,omitempty"`
}

// profile hides its password when it is marshalled.
type profile struct {
	Name     string `json:"name"`
	Password string `json:"password"`
}

func (p profile) MarshalJSON() ([]byte, error) {
	type plain profile
	return json.Marshal(struct {
		plain
		Password string `json:"password,omitempty"`
	}{plain: plain(p), Password: "***"})
}

func okProfile(p profile, z zerolog.Logger) {
	z.Info().Interface("p", p).Send()
	data, _ := json.Marshal(p)
	log.Printf("%s", data)
}

// fields that are secrets by name only.
type report struct {
	PasswordHash     string
	TokenCount       int
	TokenExpiry      string
	SecretName       string
	PasswordPolicy   string
	KeyID            string
	PublicKey        string
	HasPassword      bool
	NextPageToken    string
	PasswordResetURL string
	TokenType        string
	CredentialsFile  string
	Secrets          int
}

func okReport(r report, l *zap.Logger) {
	log.Printf("%+v", r)
	l.Info("r", zap.Any("r", r))
}

// a field that is only ever given constants.
type step struct {
	Name  string
	Token string
}

var steps = []step{{"a", ""}, {"b", "literal"}}

func okConstants() {
	for _, s := range steps {
		log.Printf("%+v", s)
	}
	log.Print(step{"c", "x"})
}
