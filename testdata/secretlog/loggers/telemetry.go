package loggers

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/davecgh/go-spew/spew"
	"github.com/getsentry/sentry-go"
	"go.opentelemetry.io/otel/attribute"
	otellog "go.opentelemetry.io/otel/log"
	"go.opentelemetry.io/otel/trace"
)

func badSentry(password string) {
	sentry.CaptureMessage("login " + password)                     // want secretlog/credential
	sentry.CaptureException(fmt.Errorf("login with %s", password)) // want secretlog/error
	sentry.AddBreadcrumb(&sentry.Breadcrumb{Message: password})    // want secretlog/credential
	sentry.ConfigureScope(func(scope *sentry.Scope) {
		scope.SetTag("p", password)                                        // want secretlog/credential
		scope.SetContext("login", map[string]any{"p": password})           // want secretlog/credential
		scope.SetTags(map[string]string{"p": password})                    // want secretlog/credential
		scope.SetUser(sentry.User{Data: map[string]string{"p": password}}) // want secretlog/credential
	})
	sentry.CaptureEvent(&sentry.Event{ // want secretlog/credential
		Message: "login with " + password,
		Tags:    map[string]string{"n": "1"},
	})
}

func badSentryHub(hub *sentry.Hub, accessToken string) {
	hub.CaptureMessage(accessToken)                                     // want secretlog/credential
	hub.Scope().SetTag("x", accessToken)                                // want secretlog/credential
	hub.WithScope(func(s *sentry.Scope) { s.SetTag("x", accessToken) }) // want secretlog/credential
}

func badOtel(ctx context.Context, span trace.Span, apiKey string) {
	span.SetAttributes(attribute.String("key", apiKey))                                    // want secretlog/credential
	span.AddEvent("call", trace.WithAttributes(attribute.String("key", apiKey)))           // want secretlog/credential
	span.RecordError(errors.New("bad " + apiKey))                                          // want secretlog/error
	span.SetStatus(1, "failed with "+apiKey)                                               // want secretlog/credential
	span.SetAttributes(attribute.Key("key").String(apiKey))                                // want secretlog/credential
	span.SetAttributes(attribute.KeyValue{Key: "k", Value: attribute.StringValue(apiKey)}) // want secretlog/credential
	span.SetName("call " + apiKey)                                                         // want secretlog/credential
	var rec otellog.Record
	rec.SetBody(attribute.StringValue(apiKey))         // want secretlog/credential
	rec.AddAttributes(attribute.String("key", apiKey)) // want secretlog/credential
	_ = ctx
}

func badStreams(password string) {
	fmt.Println("login", password)                 // want secretlog/credential "fmt.Println"
	fmt.Printf("login %s\n", password)             // want secretlog/credential
	fmt.Print(password)                            // want secretlog/credential
	fmt.Fprintf(os.Stderr, "login %s\n", password) // want secretlog/credential
	os.Stderr.WriteString(password)                // want secretlog/credential
	os.Stdout.Write([]byte(password))              // want secretlog/credential
	spew.Dump(password)                            // want secretlog/credential
}

func okStreams(password string, w interface{ Write([]byte) (int, error) }) {
	fmt.Fprintf(w, "login %s\n", password)
	_ = fmt.Sprintf("login %s", password)
	fmt.Println("password:", password != "")
	fmt.Fprintf(os.Stderr, "password of %d bytes", len(password))
	attribute.Bool("password", password != "")
	attribute.Int("passwordLen", len(password))
}
