// Package urls logs connection strings and addresses with a user's part.
package urls

import (
	"database/sql"
	"fmt"
	"log"
	"log/slog"
	"net/url"
	"os"
	"strings"
)

type config struct {
	Host, User, Password, Name string
	DSN                        string
}

func badDSN(dsn string) {
	log.Printf("connecting to %s", dsn) // want secretlog/url "dsn"
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		log.Fatalf("cannot open %s: %v", dsn, err) // want secretlog/url
	}
	_ = db
}

func badEnv() {
	log.Print(os.Getenv("DATABASE_URL")) // want secretlog/url "DATABASE_URL"
	url := os.Getenv("DATABASE_URL")
	slog.Info("connecting", "url", url) // want secretlog/url
}

func badField(c *config) {
	log.Print("dsn: ", c.DSN) // want secretlog/url "config.DSN"
}

func badBuilt(c *config) {
	log.Printf("connecting to postgres://%s:%s@%s/%s", c.User, c.Password, c.Host, c.Name) // want secretlog/credential "config.Password"
	conn := fmt.Sprintf("host=%s user=%s password=%s", c.Host, c.User, c.Password)
	log.Print(conn) // want secretlog/credential
	var b strings.Builder
	b.WriteString("user=" + c.User)
	b.WriteString(" password=" + c.Password)
	log.Print(b.String()) // want secretlog/credential
}

func badConnectionString(connectionString string) {
	log.Print(connectionString) // want secretlog/url
}

func badParsed() {
	u, err := url.Parse(os.Getenv("DATABASE_URL"))
	if err != nil {
		return
	}
	log.Print(u)          // want secretlog/url
	log.Print(u.String()) // want secretlog/url
	log.Print(u.User)     // want secretlog/struct
	pw, _ := u.User.Password()
	log.Print(pw) // want secretlog/credential
}

func badUserPassword(host, password string) {
	u := url.URL{Scheme: "amqp", Host: host, User: url.UserPassword("u", password)}
	log.Print(u.String()) // want secretlog/credential
}

func okURLs(c *config, raw string) {
	u, err := url.Parse(os.Getenv("DATABASE_URL"))
	if err != nil {
		return
	}
	log.Print(u.Redacted(), u.Host, u.Path, u.Scheme, u.Hostname(), u.Port())
	log.Print(u.User.Username())
	log.Printf("connecting to postgres://%s@%s/%s", c.User, c.Host, c.Name)
	p, err := url.Parse(raw)
	if err != nil {
		return
	}
	log.Print(p, p.String())
	log.Print(os.Getenv("BASE_URL"), os.Getenv("CALLBACK_URL"))
}

// An address that is written by its own method, which fmt asks.
func badWhole(host, password string) {
	u := &url.URL{Scheme: "amqp", Host: host, User: url.UserPassword("u", password)}
	log.Println("connecting to", u) // want secretlog/credential
	log.Println("connecting to", u.Redacted(), u.Host)
}

func okWhole(host string) {
	u := &url.URL{Scheme: "amqp", Host: host}
	log.Println("connecting to", u)
}
