package loggers

import (
	"errors"

	apex "github.com/apex/log"
	charm "github.com/charmbracelet/log"
	kit "github.com/go-kit/log"
	"github.com/go-kit/log/level"
	"github.com/go-logr/logr"
	"github.com/hashicorp/go-hclog"
	phuslu "github.com/phuslu/log"
)

func badLogr(l logr.Logger, password string) {
	l.Info("a", "p", password)                        // want secretlog/credential
	l.Error(errors.New("x"), "b", "p", password)      // want secretlog/credential
	l.V(1).Info("c "+password, "n", 1)                // want secretlog/credential
	l.WithValues("p", password).Info("d")             // want secretlog/credential
	l.WithName("x").WithValues("n", 1, "p", password) // want secretlog/credential
}

func badHclog(l hclog.Logger, password string) {
	l.Info("a", "p", password)                                  // want secretlog/credential
	l.With("p", password).Debug("b")                            // want secretlog/credential
	l.Error("c " + password)                                    // want secretlog/credential
	hclog.L().Warn("d", "p", password)                          // want secretlog/credential
	hclog.Default().Trace("e", "p", hclog.Fmt("%s!", password)) // want secretlog/credential
	l.Named("x").Log(hclog.Info, "f", "p", password)            // want secretlog/credential
}

func badKit(l kit.Logger, password string) {
	l.Log("msg", "a", "p", password)                    // want secretlog/credential
	level.Info(l).Log("msg", "b", "p", password)        // want secretlog/credential
	kit.With(l, "p", password).Log("msg", "c")          // want secretlog/credential
	level.Debug(kit.With(l, "n", 1)).Log("p", password) // want secretlog/credential
}

func badApex(password string) {
	apex.WithField("p", password).Info("a")               // want secretlog/credential
	apex.WithFields(apex.Fields{"p": password}).Info("b") // want secretlog/credential
	apex.Infof("c %s", password)                          // want secretlog/credential
	apex.Log.Warn("d " + password)                        // want secretlog/credential
}

func badCharm(password string) {
	charm.Info("a", "p", password)            // want secretlog/credential
	charm.With("p", password).Warn("b")       // want secretlog/credential
	charm.Infof("c %s", password)             // want secretlog/credential
	charm.Default().Error("d", "p", password) // want secretlog/credential
	charm.Print(password)                     // want secretlog/credential
}

func badPhuslu(l *phuslu.Logger, password string) {
	l.Info().Str("p", password).Msg("a")                // want secretlog/credential
	phuslu.Error().Msgf("b %s", password)               // want secretlog/credential
	l.Warn().Any("p", password).Msg("c")                // want secretlog/credential
	l.Printf("d %s", password)                          // want secretlog/credential
	phuslu.Info().KeysAndValues("p", password).Msg("e") // want secretlog/credential
}

func okStructured(l logr.Logger, h hclog.Logger, k kit.Logger, password string) {
	l.Info("password", "set", password != "", "len", len(password))
	h.Info("password", "len", len(password))
	k.Log("password", len(password), "set", password != "")
	apex.WithField("password", password != "").Info("a")
	charm.Info("password", "len", len(password))
}
