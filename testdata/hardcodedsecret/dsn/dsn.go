// Package dsn has passwords in connection strings.
package dsn

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/redis/go-redis/v9"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	gmysql "gorm.io/driver/mysql"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

func badURL() (*sql.DB, error) {
	return sql.Open("postgres", "postgres://kestrel:avocado@db.kestrel.internal/shop?sslmode=disable") // want hardcodedsecret/credential "a password in a connection string for sql.Open"
}

func badMySQL() (*sql.DB, error) {
	return sql.Open("mysql", "kestrel:banana@tcp(db.kestrel.internal:3306)/shop?parseTime=true") // want hardcodedsecret/credential
}

func badKeyValue() (*sql.DB, error) {
	return sql.Open("postgres", "host=db.kestrel.internal user=kestrel password=cherry dbname=shop sslmode=disable") // want hardcodedsecret/credential
}

func badServer() (*sql.DB, error) {
	return sql.Open("sqlserver", "server=db.kestrel.internal;user id=sa;password=Damson-1;database=shop") // want hardcodedsecret/credential
}

func badConst() (*sqlx.DB, error) { return sqlx.Connect("postgres", connection) }

const connection = "postgresql://kestrel:elderberry@10.0.0.7:5432/shop" // want hardcodedsecret/credential

const (
	host = "db.kestrel.internal"
	user = "kestrel"
	pass = "fig-tree" // want hardcodedsecret/credential "sql.Open"
	name = "shop"
)

func badFormatted() (*sql.DB, error) {
	dsn := fmt.Sprintf("host=%s port=%d user=%s password=%s dbname=%s sslmode=disable", host, 5432, user, pass, name)
	return sql.Open("postgres", dsn)
}

func badConcatenated() (*sql.DB, error) {
	pw := "gooseberry" // want hardcodedsecret/credential
	return sql.Open("mysql", "kestrel:"+pw+"@tcp("+os.Getenv("DB_HOST")+")/shop")
}

// Config is the database's part of a configuration.
type Config struct {
	Host, User, Password, Name string
	Port                       int
}

// DSN is the connection string.
func (c Config) DSN() string {
	return fmt.Sprintf("postgres://%s:%s@%s:%d/%s", c.User, c.Password, c.Host, c.Port, c.Name)
}

func badConfig() (*pgxpool.Pool, error) {
	c := Config{Host: host, User: user, Password: "huckleberry", Name: name, Port: 5432} // want hardcodedsecret/credential
	return pgxpool.New(context.Background(), c.DSN())
}

func badGorm() (*gorm.DB, error) {
	return gorm.Open(postgres.Open("host=db user=kestrel password=jostaberry dbname=shop"), &gorm.Config{}) // want hardcodedsecret/credential
}

func badGormConfig() (*gorm.DB, error) {
	return gorm.Open(gmysql.New(gmysql.Config{DSN: "kestrel:kumquat@tcp(127.0.0.1:3306)/shop"})) // want hardcodedsecret/credential
}

func badRedis() (*redis.Options, error) {
	return redis.ParseURL("redis://default:loganberry@cache.kestrel.internal:6379/0") // want hardcodedsecret/credential
}

func badMongo() *options.ClientOptions {
	return options.Client().ApplyURI("mongodb://kestrel:mulberry@mongo.kestrel.internal/?authSource=admin") // want hardcodedsecret/credential
}

// Only where it is not set.
func badFallback() (*sql.DB, error) {
	dsn := os.Getenv("DATABASE_URL")
	if dsn == "" {
		dsn = "postgres://kestrel:nectarine@db.kestrel.internal/shop" // want hardcodedsecret/default
	}
	return sql.Open("postgres", dsn)
}

func okNoPassword() (*sql.DB, error) {
	return sql.Open("postgres", "postgres://kestrel@db.kestrel.internal/shop?sslmode=verify-full")
}

func okSocket() (*sql.DB, error) {
	return sql.Open("mysql", "kestrel@unix(/run/mysqld/mysqld.sock)/shop")
}

func okFile() (*sql.DB, error) {
	return sql.Open("sqlite3", "file:shop.db?cache=shared&mode=rwc&_pragma=journal_mode(WAL)")
}

func okEnvironment() (*sql.DB, error) {
	return sql.Open("postgres", os.Getenv("DATABASE_URL"))
}

func okHole() (*sql.DB, error) {
	return sql.Open("postgres", fmt.Sprintf("host=%s user=%s password=%s", host, user, os.Getenv("DB_PASSWORD")))
}

func okFormat() (*sql.DB, error) {
	c := Config{Host: host, User: user, Password: os.Getenv("DB_PASSWORD"), Name: name, Port: 5432}
	return sql.Open("postgres", c.DSN())
}

func okPlaceholder() (*sql.DB, error) {
	return sql.Open("postgres", os.Expand("postgres://kestrel:${DB_PASSWORD}@db.kestrel.internal/shop", os.Getenv))
}

func okKeyword() (*sql.DB, error) {
	return sql.Open("postgres", "host=localhost user=kestrel dbname=shop passfile=/etc/kestrel/pgpass")
}

// Use puts the cases to use.
func Use() {
	for _, f := range []func() (*sql.DB, error){badURL, badMySQL, badKeyValue, badServer, badFormatted, badConcatenated, badFallback,
		okNoPassword, okSocket, okFile, okEnvironment, okHole, okFormat, okPlaceholder, okKeyword} {
		_, _ = f()
	}
	_, _ = badConst()
	_, _ = badConfig()
	_, _ = badGorm()
	_, _ = badGormConfig()
	_, _ = badRedis()
	_ = badMongo()
}
