// Package writers logs values of types that decide themselves what is written of them.
package writers

import (
	"encoding/json"
	"fmt"
	"log"
	"log/slog"

	"github.com/rs/zerolog"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// masked never shows what it holds, whoever asks.
type masked string

func (masked) String() string               { return "***" }
func (masked) GoString() string             { return "***" }
func (masked) MarshalJSON() ([]byte, error) { return []byte(`"***"`), nil }
func (masked) LogValue() slog.Value         { return slog.StringValue("***") }

func okMasked(password masked, l *zap.Logger, z zerolog.Logger) {
	log.Print(password)
	log.Printf("%v %s %+v %#v", password, password, password, password)
	slog.Info("login", "p", password)
	l.Info("login", zap.Any("p", password), zap.Stringer("p", password))
	z.Info().Interface("p", password).Stringer("p", password).Send()
}

func badUnmasked(password masked, z zerolog.Logger) {
	log.Print(string(password))                // want secretlog/credential
	z.Info().Str("p", string(password)).Send() // want secretlog/credential
}

// stringer has a String that tells all.
type open string

func (o open) String() string { return "open:" + string(o) }

func badOpen(password open) {
	log.Print(password)               // want secretlog/credential
	slog.Info("login", "p", password) // want secretlog/credential
}

// onlyJSON hides itself from JSON but not from fmt.
type onlyJSON string

func (onlyJSON) MarshalJSON() ([]byte, error) { return []byte(`"***"`), nil }

func badOnlyJSON(password onlyJSON) {
	log.Printf("%v", password) // want secretlog/credential
}

func okOnlyJSON(password onlyJSON, l *zap.Logger, z zerolog.Logger) {
	l.Info("a", zap.Reflect("p", password))
	z.Info().Interface("p", password).Send()
}

// onlyString hides itself from fmt but not from JSON.
type onlyString struct{ Password string }

func (onlyString) String() string { return "***" }

func okOnlyString(c onlyString) {
	log.Printf("%v %s", c, c)
	fmt.Println(c)
}

func badOnlyString(c onlyString, z zerolog.Logger) {
	z.Info().Interface("c", c).Send() // want secretlog/struct "onlyString.Password"
	data, _ := json.Marshal(c)
	log.Printf("%s", data) // want secretlog/struct "onlyString.Password"
}

// account leaves its password out when it is logged.
type account struct {
	User     string
	Password string
}

func (a account) LogValue() slog.Value { return slog.StringValue(a.User) }

func okLogValue(a account, p *account) {
	slog.Info("login", "account", a)
	slog.Info("login", "account", p)
	slog.Info("login", slog.Any("account", a))
}

func badLogValue(a account) {
	log.Printf("login of %v", a)     // want secretlog/struct "account.Password"
	slog.Info(fmt.Sprintf("%+v", a)) // want secretlog/struct "account.Password"
}

// leaky's LogValue shows too much.
type leaky struct {
	User     string
	Password string
}

func (l leaky) LogValue() slog.Value {
	return slog.GroupValue(slog.String("u", l.User), slog.String("p", l.Password)) // want secretlog/credential "leaky.Password"
}

func useLeaky(l leaky) { slog.Info("login", "l", l) }

// object writes itself for zap and zerolog.
type object struct {
	User     string
	Password string
}

func (o object) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("u", o.User)
	return nil
}

func (o object) MarshalZerologObject(e *zerolog.Event) { e.Str("u", o.User) }

func okObject(o object, l *zap.Logger, z zerolog.Logger) {
	l.Info("a", zap.Object("o", o), zap.Any("o", o), zap.Inline(o))
	z.Info().Object("o", o).EmbedObject(o).Interface("o", o).Send()
}

type leakyObject struct {
	User     string
	Password string
}

func (o leakyObject) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("p", o.Password) // want secretlog/credential "leakyObject.Password"
	return nil
}

func (o leakyObject) MarshalZerologObject(e *zerolog.Event) {
	e.Str("p", o.Password) // want secretlog/credential "leakyObject.Password"
}

func useLeakyObject(o leakyObject, l *zap.Logger, z zerolog.Logger) {
	l.Info("a", zap.Object("o", o))
	z.Info().Object("o", o).Send()
}

// failure is an error with a secret inside that its text does not show.
type failure struct {
	Password string
	Code     int
}

func (f *failure) Error() string { return fmt.Sprintf("failure %d", f.Code) }

func okError(f *failure, err error) {
	log.Print(f)
	log.Printf("%v", f)
	slog.Error("login", "err", f)
	log.Print(err)
}

// telling is an error whose text shows it.
type telling struct{ Password string }

func (t telling) Error() string { return "bad password " + t.Password } // want secretlog/error "telling.Password"

func badError(t telling) {
	log.Print(t)
}

// formatter formats itself.
type formatter struct{ Password string }

func (f formatter) Format(s fmt.State, verb rune) { fmt.Fprint(s, "***") }

func okFormatter(f formatter) { log.Printf("%v %s %+v %d", f, f, f, f) }

// pointer's method belongs to the pointer: a value is written without it.
type pointer struct{ Password string }

func (p *pointer) String() string { return "***" }

func okPointer(p *pointer) { log.Print(p) }

func badPointer(p pointer) {
	log.Print(p) // want secretlog/struct "pointer.Password"
}

// text is what encoding/json asks second.
type text struct{ Password string }

func (t text) MarshalText() ([]byte, error) { return []byte("***"), nil }

func okText(t text, z zerolog.Logger) { z.Info().Interface("t", t).Send() }

// inner hides itself inside others.
type outer struct {
	Name     string
	Password masked
	Inner    onlyString
}

func okOuter(o outer) {
	log.Printf("%+v", o)
}
