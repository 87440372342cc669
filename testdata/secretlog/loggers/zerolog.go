package loggers

import (
	"fmt"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"
)

func badZerolog(l zerolog.Logger, password string, raw []byte) {
	l.Info().Str("p", password).Msg("a")                         // want secretlog/credential "password is written to the log by ..zerolog.Event..Str"
	log.Info().Msgf("b %s", password)                            // want secretlog/credential
	l.Debug().Msg("c " + password)                               // want secretlog/credential
	log.Error().Interface("p", password).Send()                  // want secretlog/credential
	l.Warn().Any("p", password).Send()                           // want secretlog/credential
	l.Print("d", password)                                       // want secretlog/credential
	l.Printf("e %v", password)                                   // want secretlog/credential
	l.Info().Fields(map[string]any{"p": password}).Send()        // want secretlog/credential
	l.Info().Fields([]any{"p", password}).Send()                 // want secretlog/credential
	l.Info().Dict("d", zerolog.Dict().Str("p", password)).Send() // want secretlog/credential
	l.Info().Err(fmt.Errorf("bad password %s", password)).Send() // want secretlog/error
	l.Info().Bytes("raw", raw).Send()
	l.Info().Func(func(e *zerolog.Event) { e.Str("p", password) }).Send() // want secretlog/credential
}

func badZerologContext(password string) zerolog.Logger {
	sub := log.With().Str("p", password).Logger() // want secretlog/credential "..zerolog.Context..Str"
	sub.UpdateContext(func(c zerolog.Context) zerolog.Context {
		return c.Interface("again", password) // want secretlog/credential
	})
	return sub
}

func okZerolog(l zerolog.Logger, password string) {
	l.Info().Bool("password", password != "").Int("passwordLen", len(password)).Msg("password checked")
	l.Info().Str("password", "***").Send()
	l.Info().Str("user", "password").Send()
}
