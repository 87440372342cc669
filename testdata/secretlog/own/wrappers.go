// Package own logs through loggers of the program itself: functions, methods, interfaces and embedded loggers.
package own

import (
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"strings"

	"go.uber.org/zap"
)

// Infof is a printf wrapper.
func Infof(format string, args ...any) { log.Printf("INFO "+format, args...) }

// infoln hands a list on.
func infoln(args ...any) { log.Println(args...) }

// deep is three layers above the log.
func deep(format string, args ...any)   { deeper(format, args...) }
func deeper(format string, args ...any) { deepest(2, format, args...) }
func deepest(depth int, format string, args ...any) {
	_ = log.Output(depth, fmt.Sprintf(format, args...))
}

// message takes a ready text.
func message(level, text string) { log.Print(level, ": ", text) }

// fields takes pairs.
func fields(msg string, kv ...any) { slog.Info(msg, kv...) }

// attrs takes attributes.
func attrs(msg string, as ...slog.Attr) {
	slog.LogAttrs(context.Background(), slog.LevelInfo, msg, as...)
}

// values takes a map.
func values(msg string, m map[string]any) {
	var args []any
	for k, v := range m {
		args = append(args, k, v)
	}
	slog.Info(msg, args...)
}

func badWrapped(password string) {
	Infof("login %s", password)                    // want secretlog/credential "own.Infof"
	infoln("login", password)                      // want secretlog/credential "own.infoln"
	deep("login %s", password)                     // want secretlog/credential "own.deep"
	message("INFO", password)                      // want secretlog/credential "own.message"
	message("INFO", "login "+password)             // want secretlog/credential
	fields("login", "p", password)                 // want secretlog/credential "own.fields"
	attrs("login", slog.Any("p", password))        // want secretlog/credential
	values("login", map[string]any{"p": password}) // want secretlog/credential
}

func okWrapped(password string) {
	Infof("login %T %d", password, len(password))
	infoln("login", len(password), password != "")
	deep("login %d", len(password))
	message("password", "is set")
	fields("password", "set", password != "")
	values("login", map[string]any{"password": len(password)})
}

// logger is a type that wraps one.
type logger struct {
	out    *log.Logger
	prefix string
	debug  bool
}

func (l *logger) Debugf(format string, args ...any) {
	if !l.debug {
		return
	}
	l.printf("DEBUG", format, args...)
}

func (l *logger) printf(level, format string, args ...any) {
	l.out.Printf("%s %s "+format, append([]any{level, l.prefix}, args...)...)
}

// Error takes a message and details.
func (l *logger) Error(msg string, details ...string) {
	l.out.Print(msg, " ", strings.Join(details, ", "))
}

// With is a chain: what is added is written later.
func (l *logger) With(key string, value any) *logger {
	c := *l
	c.prefix = fmt.Sprintf("%s %s=%v", l.prefix, key, value)
	return &c
}

func badMethods(l *logger, password string) {
	l.Debugf("login %s", password)     // want secretlog/credential "Debugf"
	l.Error("login", "user", password) // want secretlog/credential "password"
}

func badChain(l *logger, password string) {
	l.With("p", password).Debugf("login") // want secretlog/credential "password is written to the log"
}

func okMethods(l *logger, password string) {
	l.Debugf("login %t", password != "")
	l.Error("password is wrong")
}

// embedded has a logger's methods.
type embedded struct {
	*log.Logger
	store map[string]string
}

func (e *embedded) badLogin(password string) {
	e.Printf("login %s", password) // want secretlog/credential
	e.Println("login", password)   // want secretlog/credential
}

type sugared struct{ *zap.SugaredLogger }

func (s sugared) badLogin(password string) {
	s.Infow("login", "p", password) // want secretlog/credential
	s.Named("x").Error(password)    // want secretlog/credential
}

// Logger is what the program asks of a logger.
type Logger interface {
	Infof(format string, args ...any)
	Errorw(msg string, keysAndValues ...any)
	Log(keyvals ...any) error
}

// stdLogger is the one that runs.
type stdLogger struct{ w io.Writer }

func (s *stdLogger) Infof(format string, args ...any)        { log.Printf(format, args...) }
func (s *stdLogger) Errorw(msg string, keysAndValues ...any) { slog.Error(msg, keysAndValues...) }
func (s *stdLogger) Log(keyvals ...any) error                { log.Print(keyvals...); return nil }

func badInterface(l Logger, password string) {
	l.Infof("login %s", password)        // want secretlog/credential
	l.Errorw("login", "p", password)     // want secretlog/credential
	_ = l.Log("msg", "x", "p", password) // want secretlog/credential
}

// Wire makes the interface's implementation part of the program.
func Wire() Logger { return &stdLogger{os.Stderr} }

// Tracer is a logger that nothing here implements.
type Tracer interface {
	Debug(args ...any)
	Debugf(format string, args ...any)
	Infow(msg string, kv ...any)
	WarnContext(ctx context.Context, msg string, args ...any)
}

// auditLogger is another one.
type auditLogger interface {
	Info(msg string, kv ...any)
}

func badUnseen(t Tracer, a auditLogger, password string) {
	t.Debug("login", password)                                  // want secretlog/credential
	t.Debugf("login %s", password)                              // want secretlog/credential
	t.Infow("login", "p", password)                             // want secretlog/credential
	t.WarnContext(context.Background(), "login", "p", password) // want secretlog/credential
	a.Info("login", "p", password)                              // want secretlog/credential
}

// Service holds one in a field.
type Service struct {
	log  Logger
	logf func(format string, args ...any)
}

// NewService wires it.
func NewService() *Service { return &Service{log: Wire(), logf: log.Printf} }

func (s *Service) badField(password string) {
	s.log.Infof("login %s", password) // want secretlog/credential
	s.logf("login %s", password)      // want secretlog/credential
}

// contextual loggers come out of a context.
type loggerKey struct{}

func from(ctx context.Context) *slog.Logger {
	if l, ok := ctx.Value(loggerKey{}).(*slog.Logger); ok {
		return l
	}
	return slog.Default()
}

func badContext(ctx context.Context, password string) {
	from(ctx).Info("login", "p", password)                                   // want secretlog/credential
	ctx = context.WithValue(ctx, loggerKey{}, from(ctx).With("p", password)) // want secretlog/credential
	from(ctx).Info("login")
}

// closures log what they capture.
func badClosure(password string) {
	report := func(format string, args ...any) { log.Printf(format, args...) }
	report("login %s", password) // want secretlog/credential
	defer func() {
		log.Print("done with ", password) // want secretlog/credential
	}()
	go log.Print(password)                          // want secretlog/credential
	once := func() { report("again %s", password) } // want secretlog/credential
	once()
}

// show is a generic dump.
func show[T any](name string, v T) T {
	log.Printf("%s = %v", name, v)
	return v
}

type pair[K comparable, V any] struct {
	key   K
	value V
}

func (p pair[K, V]) log() { log.Println(p.key, p.value) }

func badGeneric(password string, user string) {
	show("p", password) // want secretlog/credential "own.show"
	show("u", user)
	pair[string, string]{"p", password}.log() // want secretlog/credential
}

// debug prints where it was asked.
func debug(v any) {
	if os.Getenv("DEBUG") != "" {
		fmt.Fprintf(os.Stderr, "%+v\n", v)
	}
}

func badDebug(password string) {
	debug(password)                                       // want secretlog/credential
	debug(struct{ User, Password string }{"u", password}) // want secretlog/struct "Password"
}

// writer is a log that is a writer.
type writer struct{}

func (writer) Write(p []byte) (int, error) {
	log.Print(string(p))
	return len(p), nil
}

func badWriter(password string) {
	fmt.Fprintf(writer{}, "login %s", password) // want secretlog/credential
	io.WriteString(writer{}, password)          // want secretlog/credential
	fmt.Fprintln(log.Writer(), password)        // want secretlog/credential
}

// secretive's own parameter says what it logs: the fault is in it, once.
func secretive(user, password string) {
	log.Printf("%s logs in with %s", user, password) // want secretlog/credential
}

func callSecretive(pw, other string) {
	secretive("a", pw)
	secretive("b", other)
}

// half does something, and logs on the way: the fault is in it, whoever calls it, and only one of its parameters is written.
func half(written, kept string) string {
	log.Print(written) // want secretlog/credential
	return kept
}

func okHalf(password string) string { return half("login", password) }

func badHalf(password string) string {
	return half(password, "x")
}
