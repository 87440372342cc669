package model

import (
	"strings"
	"testing"
)

func TestPolicies(t *testing.T) {
	e, err := Parse("f.model", strings.NewReader(`module m v1
package m
func New policy cors 0 unset=any star=literal validator=wins
field (Options).Origins setting cors/origins match=glob split=comma
field (Options).Check setting cors/validator subject=1 result=r1
func Credentials setting cors/credentials -> r0 value=true
field (Server).Upgrader setting websocket/config of=n.Upgrader
mode development dev local
mode production live
`))
	if err != nil {
		t.Fatal(err)
	}
	s := NewSet(e)
	if got := s.SettingFields("m.Options", "cors/origins"); len(got) != 1 || got[0].Attr("match") != "glob" || got[0].Attr("split") != "comma" {
		t.Errorf("fields of origins: %+v", got)
	}
	check := s.SettingFields("m.Options", "cors/validator")[0]
	subject, ok := check.IndexOf("subject")
	if result, _ := check.IndexOf("result"); !ok || subject != 1 || result != 1 {
		t.Errorf("validator: %+v", check)
	}
	if !s.Configures("m.Options") || !s.Mutable("m.Options") || s.Configures("m.Other") {
		t.Error("a type with settings is a configuration")
	}
	if got := s.FieldsSetting("websocket/config"); len(got) != 1 || got[0].Attr("of") != "n.Upgrader" {
		t.Errorf("nested configuration: %+v", got)
	}
	for name, want := range map[string]Mode{
		"isDev": Development, "DEV_MODE": Development, "local": Development, "live": Production, "IsLive": Production,
		"device": NoMode, "notDev": NoMode, "devOrLive": NoMode, "": NoMode, "delivery": NoMode,
	} {
		if got := s.Mode(name); got != want {
			t.Errorf("mode of %q: %d, want %d", name, got, want)
		}
	}
}

func TestPolicyErrors(t *testing.T) {
	for line, want := range map[string]string{
		"func F policy tls 0":                           `unknown kind "tls"`,
		"func F setting cors/colour 0":                  `unknown kind "cors/colour"`,
		"func F policy cors 0 unset=maybe":              `bad value "maybe" of unset`,
		"func F setting cors/validator 0 subject=first": `bad index "first"`,
		"func F propagate 0 -> r0 match=glob":           `unknown attribute "match"`,
		"mode staging stage":                            `want: mode development|production WORD...`,
	} {
		_, err := Parse("f.model", strings.NewReader("module m v1\npackage m\n"+line+"\n"))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %s", line, err, want)
		}
	}
}
