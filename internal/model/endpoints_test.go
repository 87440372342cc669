package model_test

import (
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
)

func TestEndpoints(t *testing.T) {
	entries, err := model.Parse("test.model", strings.NewReader("endpoint public login password-reset\nendpoint path /share/** /rates\nendpoint start setup\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := model.NewSet(entries)
	for name, want := range map[string]string{
		"users login": "login", "UserLogin": "login", "password/reset": "password reset", "ResetPassword": "", "loginName1": "login", "blogins": "",
	} {
		if got := s.Endpoint(model.PublicClass, secret.Words(name)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for path, want := range map[string]bool{"/share/a/b": true, "/share": true, "/rates": true, "/rates/a": false, "/shares": false} {
		if s.PublicPath(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
	if s.EndpointStart(model.StartClass, []string{"plugins", "setup"}) != "" || s.EndpointStart(model.StartClass, []string{"setup", "x"}) != "setup" {
		t.Error("a path that begins with a word")
	}
	for _, bad := range []string{"endpoint public", "endpoint closed x", "endpoint path /a[b"} {
		if _, err := model.Parse("bad.model", strings.NewReader(bad)); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}
