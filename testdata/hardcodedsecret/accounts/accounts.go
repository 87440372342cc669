// Package accounts has passwords and keys of accounts elsewhere: databases, mail, clouds, directories.
package accounts

import (
	"context"
	"net/http"
	"net/smtp"
	"net/url"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/go-ldap/ldap/v3"
	"github.com/go-pg/pg/v10"
	"github.com/go-resty/resty/v2"
	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/minio/minio-go/v7"
	miniocreds "github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/redis/go-redis/v9"
	"github.com/sashabaranov/go-openai"
	gomail "github.com/wneessen/go-mail"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
	gomail2 "gopkg.in/gomail.v2"
)

func badBasic(req *http.Request) {
	req.SetBasicAuth("kestrel", "merlin") // want hardcodedsecret/credential "a password for .*SetBasicAuth"
}

func badUserinfo() *url.URL {
	return &url.URL{Scheme: "https", User: url.UserPassword("kestrel", "hobby"), Host: "reports.kestrel.internal"} // want hardcodedsecret/credential
}

func badRedis() *redis.Client {
	return redis.NewClient(&redis.Options{Addr: "cache.kestrel.internal:6379", Password: "goshawk", DB: 1}) // want hardcodedsecret/credential "Options..Password"
}

// The options are a package variable, and no pointer.
var cache = redis.Options{
	Addr:     "cache.kestrel.internal:6379",
	Username: "kestrel",
	Password: "harrier", // want hardcodedsecret/credential
}

func badGlobalOptions() *redis.Client { return redis.NewClient(&cache) }

func badAssigned() *redis.Client {
	o := new(redis.Options)
	o.Addr = "cache.kestrel.internal:6379"
	o.Password = "sparrowhawk" // want hardcodedsecret/credential
	return redis.NewClient(o)
}

func badPG() *pg.DB {
	return pg.Connect(&pg.Options{Addr: ":5432", User: "kestrel", Password: "buzzard", Database: "shop"}) // want hardcodedsecret/credential
}

func badMySQL() string {
	cfg := mysql.NewConfig()
	cfg.User = "kestrel"
	cfg.Passwd = "osprey" // want hardcodedsecret/credential
	return cfg.FormatDSN()
}

func badPgx() (*pgx.Conn, error) {
	cfg, err := pgx.ParseConfig("host=db.kestrel.internal dbname=shop")
	if err != nil {
		return nil, err
	}
	cfg.User, cfg.Password = "kestrel", "red kite" // want hardcodedsecret/credential
	return pgx.ConnectConfig(context.Background(), cfg)
}

func badMongo() *options.ClientOptions {
	return options.Client().SetAuth(options.Credential{Username: "kestrel", Password: "lanner"}) // want hardcodedsecret/credential
}

func badSMTP(msg []byte) error {
	auth := smtp.PlainAuth("", "kestrel@kestrel.internal", "saker", "mail.kestrel.internal") // want hardcodedsecret/credential
	return smtp.SendMail("mail.kestrel.internal:25", auth, "a@kestrel.internal", nil, msg)
}

func badMail() *gomail2.Dialer {
	return gomail2.NewDialer("mail.kestrel.internal", 587, "kestrel", "gyrfalcon") // want hardcodedsecret/credential
}

func badMailOption() (*gomail.Client, error) {
	return gomail.NewClient("mail.kestrel.internal", gomail.WithUsername("kestrel"), gomail.WithPassword("peregrine")) // want hardcodedsecret/credential
}

// MailConfig is filled by main and used elsewhere.
type MailConfig struct {
	Host, User, Pass string
	Port             int
}

var mail = MailConfig{Host: "mail.kestrel.internal", User: "kestrel", Pass: "eleonora", Port: 587} // want hardcodedsecret/credential

func badMailConfig() *gomail2.Dialer { return dial(mail) }

func dial(c MailConfig) *gomail2.Dialer { return gomail2.NewDialer(c.Host, c.Port, c.User, c.Pass) }

func badAWS() aws.CredentialsProvider {
	return credentials.NewStaticCredentialsProvider(os.Getenv("AWS_KEY_ID"), "m4de+up/f0r/c4ses/kestrel/AbYdZfXhVjK12", "") // want hardcodedsecret/credential
}

func badMinio() (*minio.Client, error) {
	return minio.New("files.kestrel.internal", &minio.Options{
		Creds: miniocreds.NewStaticV4("minioadmin", "minioadmin", ""), // want hardcodedsecret/credential "NewStaticV4"
	})
}

func badOAuth() *oauth2.Config {
	return &oauth2.Config{
		ClientID:     "kestrel-web",
		ClientSecret: "marsh-harrier", // want hardcodedsecret/credential "a token for .*ClientSecret"
		RedirectURL:  "https://kestrel.internal/callback",
		Endpoint:     oauth2.Endpoint{AuthURL: "https://id.kestrel.internal/auth", TokenURL: "https://id.kestrel.internal/token"},
		Scopes:       []string{"openid", "email"},
	}
}

func badClientCredentials() *http.Client {
	c := clientcredentials.Config{ClientID: "kestrel-job", TokenURL: "https://id.kestrel.internal/token"}
	c.ClientSecret = "montagu" // want hardcodedsecret/credential
	return c.Client(context.Background())
}

func badLDAP(conn *ldap.Conn) error {
	return conn.Bind("cn=kestrel,dc=internal", "honey-buzzard") // want hardcodedsecret/credential
}

func badAPIKey() *openai.Client {
	return openai.NewClient("kestrel-golden-eagle-key") // want hardcodedsecret/credential
}

func badResty() *resty.Client {
	return resty.New().SetBasicAuth("kestrel", "imperial").SetAuthToken("lammergeier") // want hardcodedsecret/credential "SetBasicAuth" "SetAuthToken"
}

// The credentials come from the environment, and where it has none, there are none.
func okEnvironment(req *http.Request) {
	if pw := os.Getenv("REPORTS_PASSWORD"); pw != "" {
		req.SetBasicAuth("kestrel", pw)
	}
}

// The well-known user names that say that the password is a token, and the other way round.
func okKnown(req *http.Request, token string) {
	req.SetBasicAuth("x-access-token", token)
	req.SetBasicAuth(token, "x-oauth-basic")
	req.SetBasicAuth(token, "")
}

func okAnonymous(conn *ldap.Conn) error {
	return conn.Bind("", "")
}

func okEmpty() *redis.Client {
	return redis.NewClient(&redis.Options{Addr: "localhost:6379", Password: "", DB: 0})
}

func okOAuth() *oauth2.Config {
	return &oauth2.Config{
		ClientID:     "kestrel-web",
		ClientSecret: os.Getenv("OAUTH_SECRET"),
		Endpoint:     oauth2.Endpoint{AuthURL: "https://id.kestrel.internal/auth", TokenURL: "https://id.kestrel.internal/token"},
	}
}

// Mail that is sent without a password.
func okRelay() *gomail2.Dialer {
	return dial(MailConfig{Host: "localhost", Port: 25})
}

// Use puts the cases to use.
func Use(req *http.Request) {
	badBasic(req)
	_ = badUserinfo()
	_ = []*redis.Client{badRedis(), badGlobalOptions(), badAssigned(), okEmpty()}
	_ = badPG()
	_ = badMySQL()
	_, _ = badPgx()
	_ = badMongo()
	_ = badSMTP(nil)
	_ = []*gomail2.Dialer{badMail(), badMailConfig(), okRelay()}
	_, _ = badMailOption()
	_ = badAWS()
	_, _ = badMinio()
	_ = []*oauth2.Config{badOAuth(), okOAuth()}
	_ = badClientCredentials()
	_ = badLDAP(nil)
	_ = okAnonymous(nil)
	_ = badAPIKey()
	_ = badResty()
	okEnvironment(req)
	okKnown(req, req.FormValue("token"))
}
