// Package loggers writes a secret through each logger that the models know: what each of its methods prints.
package loggers

import (
	"context"
	"log"
	"log/slog"
	"net/http"
	"os"
	"time"
)

type login struct {
	User     string
	Password string
}

func badLog(r *http.Request) {
	password := r.FormValue("p")
	log.Print(password)                              // want secretlog/credential "password is written to the log by log.Print"
	log.Println("login", password)                   // want secretlog/credential
	log.Printf("login of %s", password)              // want secretlog/credential
	log.Output(2, "login "+password)                 // want secretlog/credential
	log.Default().Printf("login %q", password)       // want secretlog/credential
	log.New(os.Stderr, "x", 0).Print("p:", password) // want secretlog/credential
}

func badLogFatal(password string) {
	log.Fatalf("cannot log in with %v", password) // want secretlog/credential
}

func badLogPanic(password string) {
	log.Panicln("cannot log in with", password) // want secretlog/credential
}

func okLog(r *http.Request, l login) {
	password := r.FormValue("p")
	log.Println("password of", l.User, "is wrong")
	log.Printf("password has %d characters", len(password))
	log.Print("the password is missing")
	log.Println(password == "", password != l.Password)
}

func badSlog(ctx context.Context, apiKey string) {
	slog.Info("call", "key", apiKey)                                                          // want secretlog/credential "apiKey is written to the log by slog.Info"
	slog.Warn("call with " + apiKey)                                                          // want secretlog/credential
	slog.DebugContext(ctx, "call", slog.String("key", apiKey))                                // want secretlog/credential
	slog.ErrorContext(ctx, "call", slog.Any("key", apiKey))                                   // want secretlog/credential
	slog.Default().With("key", apiKey).Info("call")                                           // want secretlog/credential
	slog.LogAttrs(ctx, slog.LevelInfo, "call", slog.Group("auth", "key", apiKey))             // want secretlog/credential
	slog.New(slog.NewJSONHandler(os.Stdout, nil)).Log(ctx, slog.LevelError, "x", "k", apiKey) // want secretlog/credential
	slog.Info("call", slog.Attr{Key: "k", Value: slog.StringValue(apiKey)})                   // want secretlog/credential
}

func badSlogRecord(apiKey string) slog.Record {
	rec := slog.NewRecord(time.Now(), slog.LevelInfo, "call", 0)
	rec.Add("key", apiKey)                     // want secretlog/credential
	rec.AddAttrs(slog.String("again", apiKey)) // want secretlog/credential
	return rec
}

func badSlogMessage(token string) slog.Record {
	return slog.NewRecord(time.Now(), slog.LevelInfo, "got "+token, 0) // want secretlog/credential
}

func okSlog(ctx context.Context, apiKey string) {
	slog.Info("call", "authorized", apiKey != "", "len", len(apiKey))
	slog.DebugContext(ctx, "apiKey is missing", slog.Bool("apiKey", apiKey == ""), slog.Int("apiKeyLen", len(apiKey)))
	slog.Group("apiKey")
}
