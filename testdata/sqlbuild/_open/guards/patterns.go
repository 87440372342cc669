package guards

import (
	"net/http"
	"strings"
	"unicode"
)

func okRunes(r *http.Request) {
	s := r.FormValue("sort")
	if !word2(s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func word2(s string) bool {
	for _, c := range s {
		if !unicode.IsLetter(c) && c != '_' {
			return false
		}
	}
	return s != ""
}

func okBytes(r *http.Request) {
	s := r.FormValue("sort")
	for i := range len(s) {
		if (s[i] < 'a' || s[i] > 'z') && s[i] != '_' {
			return
		}
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okContainsFuncNegated(r *http.Request) {
	s := r.FormValue("sort")
	if strings.ContainsFunc(s, func(c rune) bool { return c < 'a' || c > 'z' }) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okStripped(r *http.Request) {
	s := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c == '_' {
			return c
		}
		return -1
	}, r.FormValue("sort"))
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}
