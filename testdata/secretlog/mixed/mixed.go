// Package mixed has secrets that stand beside other values, in tables, lists and behind function values, and names that mean
// something else.
package mixed

import (
	"bufio"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/apivet/apivet/testdata/secretlog/mixed/locks"
)

// A table of settings that is filled from a file: the one that is written is another one.
type options struct{ values map[string]string }

var opts *options

func lowTable() {
	o := &options{values: map[string]string{}}
	for sc := bufio.NewScanner(os.Stdin); sc.Scan(); {
		key, line, _ := strings.Cut(sc.Text(), "=")
		secret, err := os.ReadFile(line)
		if err == nil {
			secretValue := string(secret)
			o.values[key] = secretValue
		}
	}
	opts = o
	log.Printf("listening on %s", opts.values["address"]) // want:low secretlog/credential
}

// Functions that are called by key: each one gets what is meant for all.
type item struct{ Key, Value string }

var hooks = map[string]func(*item) error{}

func init() {
	hooks["mode"] = func(it *item) error {
		log.Printf("mode %s", it.Value) // want:low secretlog/credential
		return nil
	}
	hooks["color"] = func(it *item) error {
		if it.Value == "" {
			return errors.New("no color")
		}
		return nil
	}
}

func lowHooks(r *http.Request) error {
	secret := r.FormValue("secret")
	for _, it := range []item{{"mode", "fast"}, {"secret", secret}} {
		if h, ok := hooks[it.Key]; ok {
			if err := h(&it); err != nil {
				return err
			}
		}
	}
	return nil
}

// What is found to be an error is no text that was handed on beside it.
func logArgs(args ...any) {
	switch msg := args[0].(type) {
	case error:
		log.Print(msg.Error())
	case string:
		log.Print("text")
	}
}

func okBeside(id, token string, err error) { logArgs(err, "id", id, "token", token) }

type core struct{ Name, APISecret string }

func okHandler(fail bool) any {
	if fail {
		return errors.New("it fails")
	}
	return &core{Name: "kestrel", APISecret: os.Getenv("KESTREL_SECRET")}
}

func okScoped(fail bool) {
	if err, ok := okHandler(fail).(error); ok {
		log.Printf("error: %v", err)
	}
}

func badAsserted(password string) {
	if err, ok := badMakes(password).(error); ok {
		log.Printf("error: %v", err)
	}
}

func badMakes(password string) any {
	if password == "" {
		return nil
	}
	return fmt.Errorf("bad password %s", password) // want secretlog/error
}

// The token of a lock, whose package says so.
func okLock(l *locks.Locks, token string) bool { return l.Refresh(token) }

// Names that say what else it is.
func okPublic(id string) {
	token := publicToken(id)
	log.Printf("url: /share/%s", token)
}

func publicToken(id string) string { return "p." + id }

func okPresigned(u *url.URL) error {
	credentials := u.Query().Get("X-Amz-Credential")
	parts := strings.Split(credentials, "/")
	if len(parts) < 5 {
		return fmt.Errorf("%d parts: %s", len(parts), parts)
	}
	return nil
}

type purchase struct{ Product, LinkedPurchaseToken, AppAccountToken string }

func okPurchase(p *purchase) { log.Printf("bought %+v", p) }

// The address of a database in a file.
func okOpenSQLite(dsn string) (*sql.DB, error) {
	log.Printf("opening %s", dsn)
	return sql.Open("sqlite3", dsn)
}

func badOpenMySQL(dsn string) (*sql.DB, error) {
	log.Printf("opening %s", dsn) // want secretlog/url
	return sql.Open("mysql", dsn)
}

// A function that sends what it is given, and logs where it cannot: it is where the log is.
type session struct{ ID, Credential string }

func badSend(ch chan<- any, msg any) {
	select {
	case ch <- msg:
	default:
		log.Printf("not sent: %+v", msg) // want secretlog/struct
	}
}

func sends(ch chan any, credential string) {
	badSend(ch, session{"1", credential})
	badSend(ch, session{"2", credential})
}

// A function that does more than to log.
func badRespond(w http.ResponseWriter, r *http.Request, v any) error {
	if r.Method == http.MethodHead {
		return nil
	}
	log.Printf("answer %+v", v) // want secretlog/struct
	_, err := fmt.Fprintln(w, "ok")
	if err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	return r.Context().Err()
}

// The text of an error that holds what it is about whole: one place for all that log it.
func insert(key, value string) error {
	if key == "" {
		return errors.New("invalid insert " + key + ": " + value) // want secretlog/struct
	}
	return nil
}

func saves(s *session, c *core) {
	if err := insert(s.ID, fmt.Sprintf("%+v", *s)); err != nil {
		log.Println("session: " + err.Error())
	}
	if err := insert(c.Name, fmt.Sprintf("%+v", *c)); err != nil {
		log.Println("core: " + err.Error())
	}
	if err := insert("secret", c.APISecret); err != nil {
		log.Println("secret: " + err.Error())
	}
}

// Use puts the cases to use.
func Use(w http.ResponseWriter, r *http.Request, l *locks.Locks, in string) {
	lowTable()
	_ = lowHooks(r)
	okBeside(in, in, nil)
	okScoped(true)
	badAsserted(in)
	okLock(l, in)
	okPublic(in)
	if err := okPresigned(r.URL); err != nil {
		log.Print(err)
	}
	okPurchase(&purchase{LinkedPurchaseToken: in, AppAccountToken: in})
	_, _ = okOpenSQLite(in)
	_, _ = badOpenMySQL(in)
	sends(make(chan any), in)
	_ = badRespond(w, r, session{"3", in})
	saves(&session{"4", in}, &core{in, in})
}
