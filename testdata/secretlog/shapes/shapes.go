// Package shapes has the shapes of real servers in which secrets, or what only sounds like them, come near a log.
package shapes

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"

	"github.com/apivet/apivet/testdata/secretlog/shapes/logging"
)

// login methods are names.
const (
	methodPassword = "password"
	methodKey      = "publickey"
	tableTokens    = "tokens"
)

func okMethods(user string) {
	log.Printf("login of %s by %s", user, methodPassword)
	audit(user, methodKey)
	slog.Info("login", "method", methodPassword, "table", tableTokens)
}

func audit(user, method string) { log.Printf("%s: %s", user, method) }

// an API key is id.secret: the id may be logged.
func okKeyParts(r *http.Request) {
	apiKey := r.Header.Get("X-Api-Key")
	parts := strings.SplitN(apiKey, ".", 2)
	if len(parts) < 2 {
		return
	}
	log.Printf("no key with id %s", parts[0])
	id, _, _ := strings.Cut(apiKey, ".")
	log.Print("key ", id)
}

func badKeyParts(r *http.Request) {
	token := strings.Split(r.Header.Get("Authorization"), " ")[1]
	log.Print(token) // want secretlog/credential "token"
	_, raw, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	log.Print(raw) // want secretlog/header "Authorization"
}

// headers are copied without those that are secret.
func safeHeaders(h http.Header) map[string]string {
	out := map[string]string{}
	for name, values := range h {
		if strings.EqualFold(name, "Authorization") || strings.EqualFold(name, "Cookie") {
			continue
		}
		out[name] = strings.Join(values, ", ")
	}
	return out
}

var hiddenHeaders = map[string]bool{"authorization": true, "cookie": true}

func maskedHeaders(h http.Header) map[string]string {
	out := map[string]string{}
	for name := range h {
		if hiddenHeaders[strings.ToLower(name)] {
			out[name] = "***"
			continue
		}
		out[name] = h.Get(name)
	}
	return out
}

func okSafeHeaders(r *http.Request) {
	log.Print(safeHeaders(r.Header))
	slog.Info("request", "headers", maskedHeaders(r.Header))
}

func badHeaderText(r *http.Request) {
	var b strings.Builder
	for name, values := range r.Header {
		fmt.Fprintf(&b, "%s: %s\n", name, strings.Join(values, ", "))
	}
	log.Print(b.String()) // want secretlog/header
}

func badHeaderJSON(r *http.Request) {
	data, _ := json.Marshal(r.Header)
	args := []any{"status", 200}
	args = append(args, "headers", string(data))
	slog.Info("request", args...) // want secretlog/header
}

// hidePassword replaces what a pattern finds.
var passwordArg = regexp.MustCompile(`pass\s*:\s*"[^"]*"`)

func hidePassword(query string) string { return passwordArg.ReplaceAllString(query, `pass:"***"`) }

func okHidden(query string) { log.Print("query: ", hidePassword(query)) }

// config is copied, its secrets are overwritten, some of them only if they are set.
type config struct {
	Addr     string
	Password string
	OIDC     oidc
	Clients  []client
}

type oidc struct{ ClientID, ClientSecret string }

type client struct {
	Name  string
	Token string
}

func (c *config) redacted() config {
	out := *c
	out.Password = redact(out.Password)
	if out.OIDC.ClientSecret != "" {
		out.OIDC.ClientSecret = "[redacted]"
	}
	out.Clients = nil
	for _, cl := range c.Clients {
		cl.Token = redact(cl.Token)
		out.Clients = append(out.Clients, cl)
	}
	return out
}

func redact(s string) string {
	if s == "" {
		return s
	}
	return "[redacted]"
}

// Load fills a config.
func Load(name string) (*config, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	c := &config{}
	return c, json.Unmarshal(data, c)
}

func okRedacted(name string) {
	c, err := Load(name)
	if err != nil {
		log.Print(err)
		return
	}
	log.Printf("config: %+v", c.redacted())
	slog.Info("config", "config", c.redacted())
}

func badLoaded(name string) {
	c, _ := Load(name)
	log.Printf("config: %+v", c) // want secretlog/struct "config.Password"
}

// a length that is tested says whether there is a text.
func okMaskedByLength(name string) {
	c, _ := Load(name)
	secret := c.OIDC.ClientSecret
	if len(secret) != 0 {
		secret = "XXXXXXXX"
	}
	log.Print("client secret: ", secret)
	password := c.Password
	if len(password) == 0 {
		password = "not set"
	} else {
		password = "set"
	}
	log.Print("password: ", password)
	out := *c
	if len(out.Password) > 0 {
		out.Password = "XXXXXXXX"
	}
	log.Printf("password: %s", out.Password)
}

func badMaskedByLength(name string, quiet bool) {
	c, _ := Load(name)
	secret := c.OIDC.ClientSecret
	if len(secret) == 0 {
		secret = "none"
	}
	log.Print("client secret: ", secret) // want secretlog/credential "secret is written"
	password := c.Password
	if len(c.Addr) != 0 && quiet {
		password = "XXXXXXXX"
	}
	log.Print("password: ", password) // want secretlog/credential "password is written"
	short := c.Password
	if len(short) > 8 {
		short = "XXXXXXXX"
	}
	log.Print("password: ", short) // want secretlog/credential "Password"
}

// a copy is masked where the original has something.
func okMaskedCopy(name string) {
	c, _ := Load(name)
	out := *c
	out.Password = ""
	out.Clients = nil
	if len(c.OIDC.ClientSecret) != 0 {
		out.OIDC.ClientSecret = "XXXXXXXX"
	}
	log.Printf("config: %+v", out)
	var short config
	short.Password = c.Password
	if c.Password != "" {
		short.Password = "XXXXXXXX"
	}
	log.Printf("config: %+v", short)
}

func okMaskedCopies(list []client) {
	for _, c := range list {
		out := c
		if c.Token != "" {
			out.Token = "XXXXXXXX"
		}
		log.Printf("client: %+v", out)
	}
}

// what an empty one is replaced by is not empty.
func badReplacedCopy(name string) {
	c, _ := Load(name)
	other, _ := Load(name + ".default")
	out := &config{}
	out.Password = c.Password
	if c.Password == "" {
		out.Password = other.Password
	} else {
		out.Password = "XXXXXXXX"
	}
	log.Printf("config: %+v", out) // want secretlog/struct "config.Password"
	whole := client{Name: c.Addr, Token: c.Clients[0].Token}
	if c.Clients[0].Token == "" {
		whole.Token = os.Getenv("TOKEN")
	} else {
		whole.Token = "XXXXXXXX"
	}
	log.Printf("client: %+v", whole) // want secretlog/struct "client.Token"
}

// the original has changed since it was copied.
func badChangedOriginal(name string) {
	c, _ := Load(name)
	out := client{Token: c.Password}
	c.Password = os.Getenv("PASSWORD")
	if c.Password != "" {
		out.Token = "XXXXXXXX"
	}
	log.Printf("client: %+v", out) // want secretlog/struct "client.Token"
}

// only sometimes is it a copy.
func badSometimesCopied(name string, fresh bool) {
	c, _ := Load(name)
	other, _ := Load(name + ".default")
	out := client{Token: other.Password}
	if fresh {
		out.Token = c.Password
	}
	if c.Password != "" {
		return
	}
	log.Printf("client: %+v", out) // want secretlog/struct "client.Token"
}

// cache keeps values of all kinds.
type cache struct{ m sync.Map }

type item struct{ value any }

// Set keeps one.
func (c *cache) Set(key string, value any) { c.m.Store(key, item{value}) }

// Get returns one.
func (c *cache) Get(key string) (any, bool) {
	v, ok := c.m.Load(key)
	if !ok {
		return nil, false
	}
	it, ok := v.(item)
	return it.value, ok
}

type session struct {
	ID     string
	Secret string
}

func fill(c *cache, s session, apiKey string) {
	c.Set("session", s)
	c.Set("path", "/tmp/x")
	c.Set("key", apiKey)
}

func okCache(c *cache) {
	v, _ := c.Get("path")
	path, _ := v.(string)
	log.Print("reading ", path)
}

// Run makes the calls above part of the program.
func Run() {
	c := &cache{}
	fill(c, session{"1", os.Getenv("X")}, os.Getenv("Y"))
	okCache(c)
}

// rows are scanned into values of all columns.
type account struct{ Name, Email, Password string }

func scan(columns []string, values []any) (account, error) {
	var a account
	for i := range columns {
		switch columns[i] {
		case "name":
			v, ok := values[i].(*sql.NullString)
			if !ok {
				return a, errors.New("name")
			}
			a.Name = v.String
		case "email":
			if v, ok := values[i].(*sql.NullString); ok {
				a.Email = v.String
			}
		case "password":
			if v, ok := values[i].(*sql.NullString); ok {
				a.Password = v.String
			}
		}
	}
	return a, nil
}

func okScanned(columns []string, values []any) {
	a, err := scan(columns, values)
	if err != nil {
		return
	}
	log.Printf("account of %s <%s>", a.Name, a.Email)
}

func badScanned(columns []string, values []any) {
	a, _ := scan(columns, values)
	log.Print(a.Password) // want secretlog/credential
}

// a service is printed, not what it keeps.
type service interface{ Do() error }

type impl struct{ Password string }

func (i *impl) Do() error { return nil }

// New makes one.
func New(pw string) service { return &impl{pw} }

func okService(s service) {
	if err := s.Do(); err != nil {
		log.Printf("%v: %v", s, err)
	}
}

// loggers that take a request for its context.
func okContext(r *http.Request, err error) {
	logging.Error(r, "cannot read the body", err)
	logging.Warn(r.Context(), "slow", "path", r.URL.Path)
}

func badContext(r *http.Request) {
	logging.Error(r, "no login", "headers", r.Header)                // want secretlog/header
	logging.Warn(r, "no login", "password", r.FormValue("password")) // want secretlog/credential
}

// scopes of signatures name the key.
func okScope(r *http.Request) {
	log.Print("signed by ", r.URL.Query().Get("X-Amz-Credential"))
}

// environment of a step: one of many is a secret.
func environment(settings map[string]string) map[string]string {
	env := map[string]string{}
	for k, v := range settings {
		env[k] = v
	}
	env["TOKEN"] = getSecret("x")
	return env
}

func getSecret(name string) string { return os.Getenv(name) }

func okEnvironment(settings map[string]string) {
	env := environment(settings)
	log.Print("platform ", env["PLATFORM"])
}

func badEnvironment(settings map[string]string) {
	env := environment(settings)
	log.Print(env["TOKEN"]) // want secretlog/credential
	log.Print(env)          // want secretlog/credential
}

// initial passwords are shown in a log that stays.
func badInitial() {
	initialPassword := os.Getenv("X") + "1"
	log.Printf("please log in as admin with %s", initialPassword) // want secretlog/credential
	user := account{Name: "admin", Password: initialPassword}
	log.Printf("created %+v", user) // want secretlog/struct "account.Password"
}

// an access key is an id where a secret key stands beside it, and a secret where none does.
type bucket struct{ AccessKey, SecretKey string }

type robot struct{ AccessKey, Scope string }

func okAccessKey(b *bucket, accessKey, secretKey string) {
	log.Print("using ", b.AccessKey, accessKey)
}

func badAccessKey(r *robot, accessKey string) {
	log.Printf("no scope %s for %s", r.Scope, r.AccessKey) // want secretlog/credential "robot.AccessKey"
	log.Print(accessKey)                                   // want secretlog/credential
}
