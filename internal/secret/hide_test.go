package secret_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
)

const planted = "Zq8-vKp_2xLw"

func TestHide(t *testing.T) {
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	k := models.Secrets
	src := strings.ReplaceAll("package p\n\n// the password is SECRET, for now\nvar a = \"SECRET\" // password=SECRET\nconst b = `\n\tuser:\n-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAzSECRETSECRETSECRETSECRET\nMIIEpAIBAAKCAQEAySECRETSECRETSECRETSECRET\n-----END RSA PRIVATE KEY-----`\nvar c, d = '\"', \"SECRET\"\nvar u = \"postgres://app:SECRET@db.shop.io/x\"\nvar ok = \"hello world\"\n", "SECRET", planted)
	out := string(k.Hide([]byte(src)))
	if strings.Contains(out, planted) || strings.Contains(out, "MIIEpAIBAAKCAQEA") {
		t.Errorf("a secret is left in\n%s", out)
	}
	if len(out) != len(src) || strings.Count(out, "\n") != strings.Count(src, "\n") {
		t.Error("places have changed")
	}
	for _, keep := range []string{"hello world", "package p", "var c, d = '\"', \"", "for now", "// the password is "} {
		if !strings.Contains(out, keep) {
			t.Errorf("%q is gone from\n%s", keep, out)
		}
	}
}

func TestHiding(t *testing.T) {
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	w := secret.Hiding(&buf, func() *secret.Knowledge { return models.Secrets })
	for text, want := range map[string]string{
		"apivet: bad.model:3: unknown word \"" + planted + "\": want module\n": "apivet: bad.model:3: unknown word \"************\": want module\n",
		"cannot read token=" + planted + "\n":                                  "cannot read ******************\n",
		"go.senan.xyz/taglib@v0.0.0-20260720134629-a133b9719ea3: reading https://proxy.golang.org/github.com/deluan/go-taglib/@v/v0.0.0-20260720134629-a133b9719ea3.zip: 403\n": "go.senan.xyz/taglib@v0.0.0-20260720134629-a133b9719ea3: reading https://proxy.golang.org/github.com/deluan/go-taglib/@v/v0.0.0-20260720134629-a133b9719ea3.zip: 403\n",
		"github.com/livekit/livekit-server/pkg/sfu/bwe/sendsidebwe: not analysed: pkg/sfu/bwe/sendsidebwe/b.go:12:2: could not import x\n":                                      "github.com/livekit/livekit-server/pkg/sfu/bwe/sendsidebwe: not analysed: pkg/sfu/bwe/sendsidebwe/b.go:12:2: could not import x\n",
		"./internal/model/data: no such file or directory\n":                                                                "./internal/model/data: no such file or directory\n",
		"github.com/1Panel-dev/KubePi: not analysed: main.go:46:12: pattern helper/ip/qqwry.dat: no matching files found\n": "github.com/1Panel-dev/KubePi: not analysed: main.go:46:12: pattern helper/ip/qqwry.dat: no matching files found\n",
		"pattern web/e2e.wasm: no matching files found\n":                                                                   "pattern web/e2e.wasm: no matching files found\n",
		"github.com/go-chi/chi/v5@v5.2.1: missing go.sum entry\n":                                                           "github.com/go-chi/chi/v5@v5.2.1: missing go.sum entry\n",
		"apivet: 12 findings in 3 packages, 40 files, 1200 lines\n":                                                         "apivet: 12 findings in 3 packages, 40 files, 1200 lines\n",
	} {
		buf.Reset()
		if n, err := w.Write([]byte(text)); err != nil || n != len(text) {
			t.Fatal(n, err)
		}
		if buf.String() != want {
			t.Errorf("%q\nis written as %q\nwant %q", text, buf.String(), want)
		}
	}
}
