package loggers

import (
	"errors"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

func badZap(l *zap.Logger, secret string, list []string, ptr *string) {
	l.Info("a", zap.String("s", secret))                  // want secretlog/credential "secret is written to the log by zap.String"
	l.Debug("b " + secret)                                // want secretlog/credential
	l.Warn("c", zap.Any("s", secret))                     // want secretlog/credential
	l.Error("d", zap.ByteString("s", []byte(secret)))     // want secretlog/credential
	l.Info("e", zap.Reflect("s", secret))                 // want secretlog/credential
	l.With(zap.String("s", secret)).Info("f")             // want secretlog/credential
	l.Info("g", zap.Error(errors.New("bad "+secret)))     // want secretlog/error
	l.Check(zapcore.InfoLevel, "h "+secret).Write()       // want secretlog/credential
	l.Log(zapcore.InfoLevel, "i", zap.Strings("s", list)) // nothing says that list holds a secret
	l.Info("j", zap.Stringp("s", ptr))
	l.Info("k", zap.Inline(zapcore.ObjectMarshalerFunc(func(enc zapcore.ObjectEncoder) error {
		enc.AddString("s", secret) // want secretlog/credential
		return nil
	})))
	l.WithLazy(zap.Binary("s", []byte(secret))).Info("l") // want secretlog/credential
}

func badZapPassed(l *zap.Logger, passwords []string, clientSecret *string) {
	l.Info("a", zap.Strings("s", passwords))    // want secretlog/credential
	l.Info("b", zap.Stringp("s", clientSecret)) // want secretlog/credential
	l.Info("c", zap.Any("s", clientSecret))     // want secretlog/credential
	fields := []zap.Field{zap.String("u", "name")}
	fields = append(fields, zap.Strings("p", passwords)) // want secretlog/credential
	l.Info("d", fields...)
}

func badSugar(l *zap.SugaredLogger, password string) {
	l.Info("a", password)                           // want secretlog/credential "password is written to the log by ..zap.SugaredLogger..Info"
	l.Infof("b %s", password)                       // want secretlog/credential
	l.Infow("c", "p", password)                     // want secretlog/credential
	l.Infoln("d", password)                         // want secretlog/credential
	l.With("p", password).Debug("e")                // want secretlog/credential
	l.Errorw("f "+password, "n", 1)                 // want secretlog/credential
	l.Desugar().Sugar().DPanicw("g", "p", password) // want secretlog/credential
	zap.S().Warnf("h %v", password)                 // want secretlog/credential
}

func okZap(l *zap.Logger, s *zap.SugaredLogger, password string) {
	l.Info("password", zap.Bool("password", password != ""), zap.Int("passwordLen", len(password)))
	s.Infof("password %T has %d bytes", password, len(password))
	s.Infow("password", "set", password != "")
	l.Named("password").Info("ready")
}
