// Package logging is a program's own, whose first argument can be where the context is.
package logging

import (
	"context"
	"fmt"
	"net/http"
	"strings"
)

var sink = make(chan string, 16)

// Error writes a line.
func Error(args ...any) { write("ERROR", args) }

// Warn writes a line.
func Warn(args ...any) { write("WARN", args) }

func write(level string, args []any) {
	if len(args) > 0 {
		switch args[0].(type) {
		case context.Context, *http.Request:
			args = args[1:]
		}
	}
	parts := []string{level}
	for i := range args {
		parts = append(parts, fmt.Sprint(args[i]))
	}
	sink <- strings.Join(parts, " ")
}
