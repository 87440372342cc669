// Package fail ends requests by panics, which a middleware makes answers of.
package fail

import (
	"fmt"
	"net"
	"os"
)

// HTTPError is the answer that a panic stands for.
type HTTPError struct {
	Code    int
	Message string
}

// With answers with a status.
func With(code int, format string, args ...any) {
	throw(HTTPError{code, fmt.Sprintf(format, args...)})
}

func throw(e HTTPError) { panic(e) }

// On answers where there was an error.
func On(v any, code ...int) {
	if v == nil {
		return
	}
	c := 500
	if len(code) > 0 {
		c = code[0]
	}
	switch t := v.(type) {
	case string:
		if t != "" {
			panic(HTTPError{c, t})
		}
	case error:
		panic(HTTPError{c, t.Error()})
	}
}

// Lost answers where there was an error, unless nobody is there any more.
func Lost(err error) {
	if err == nil {
		return
	}
	if ne, ok := err.(*net.OpError); ok && ne.Timeout() {
		return
	}
	panic(err)
}

// Debug panics on an error where that is asked for.
func Debug(err error) {
	if err != nil && os.Getenv("DEBUG") != "" {
		panic(err)
	}
}

// Unless answers where something does not hold.
func Unless(ok bool, code int) {
	if !ok {
		throw(HTTPError{Code: code})
	}
}
