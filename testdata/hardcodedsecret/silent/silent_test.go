package silent

import "testing"

const testPassword = "Wm2-x7Kq!9Lm"

func TestNothing(t *testing.T) {
	password := "Zr2-Lm9!Tp4"
	if password == testPassword {
		t.Fail()
	}
}
