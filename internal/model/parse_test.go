package model

import "testing"

func TestBuiltin(t *testing.T) {
	s, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Lookup(Func, "(*database/sql.DB).QueryContext")) != 1 {
		t.Error("no entry for (*database/sql.DB).QueryContext")
	}
}
