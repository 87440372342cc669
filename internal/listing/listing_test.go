package listing_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/browsertest"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/listing"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

var update = flag.Bool("update", false, "write the expected files")

// golden compares text with a file.
func golden(t *testing.T, name string, have []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, have, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n")), have) {
		t.Errorf("%s differs; run go test ./internal/listing -update and look at the change. Have:\n%s", name, have)
	}
}

// TestSamples compares the table of each sample server with the file beside it.
func TestSamples(t *testing.T) {
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	dir := ruletest.Testdata(t)
	servers, err := os.ReadDir(filepath.Join(dir, "servers"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range servers {
		if _, err := os.Stat(filepath.Join(dir, "servers", s.Name(), "main.go")); err != nil {
			continue
		}
		t.Run(s.Name(), func(t *testing.T) {
			t.Parallel()
			doc := listing.New()
			find := &rule.Rule{Name: "routes", Run: func(p *rule.Pass) { doc.Add(route.Build(p.Program), func(s string) string { return s }) }}
			_, err := engine.Run(context.Background(), engine.Options{
				Dir: dir, Patterns: []string{"./servers/" + s.Name() + "/..."}, Models: models, Rules: []*rule.Rule{find},
			})
			if err != nil {
				t.Fatal(err)
			}
			doc.Sort()
			var b bytes.Buffer
			if err := listing.Text(&b, doc); err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join(dir, "servers", s.Name(), "routes.txt"), b.Bytes())
		})
	}
}

// state makes the layers of a route: of auth the verdict, with one source, and of others what is named.
func state(auth string, others map[string]string) map[string]listing.State {
	out := map[string]listing.State{}
	for _, l := range []string{"auth", "authz", "ratelimit", "cors", "csrf", "headers", "bodylimit", "timeout", "validation", "logging", "recover"} {
		out[l] = listing.State{Verdict: "no", By: []listing.Source{}}
	}
	s := listing.State{Verdict: auth, By: []listing.Source{}}
	if auth != "no" {
		s.By = append(s.By, listing.Source{Name: "web.RequireUser", File: "web/auth.go", Line: 12, Conditional: auth == "conditional"})
	}
	out["auth"] = s
	for l, v := range others {
		out[l] = listing.State{Verdict: v, By: []listing.Source{{Name: "(*web.Server).mw|x", File: "web/server.go", Line: 3}}}
	}
	return out
}

func table() *listing.Document {
	d := listing.New()
	d.Routes = append(d.Routes,
		listing.Route{
			Method: "POST", Path: "/notes/{id:[0-9]+}", Handler: "(*web.Notes).Save", File: "web/notes.go", Line: 40, Router: "chi", Layers: state("yes", map[string]string{"ratelimit": "conditional"}),
			Chain: []listing.Source{{Name: "web.RequireUser", File: "web/auth.go", Line: 12}}, Registered: listing.Place{File: "web/routes.go", Line: 9},
		},
		listing.Route{
			Method: "GET", Path: "/notes/{id:[0-9]+}", Handler: "(*web.Notes).Show", File: "web/notes.go", Line: 20, Router: "chi", Layers: state("optional", nil),
			Chain: []listing.Source{}, Registered: listing.Place{File: "web/routes.go", Line: 8}, Conditional: true,
		},
		listing.Route{
			Method: "*", Path: "/assets/*", Handler: "http.FileServer", Router: "chi", Kind: "static", Layers: state("no", nil),
			Chain: []listing.Source{}, Registered: listing.Place{File: "web/routes.go", Line: 7},
		},
		listing.Route{
			Method: "RPC", Path: "/notes.Notes/List", Handler: "(*rpc.notes).List", File: "rpc/notes.go", Line: 5, Router: "grpc", Layers: state("conditional", nil),
			Chain: []listing.Source{}, Registered: listing.Place{File: "rpc/main.go", Line: 11},
		},
		listing.Route{
			Method: "DELETE", Path: "/hooks/:name/*rest", Handler: "web.<script>", Router: "gin", Layers: state("unsure", nil), Unsure: "the router comes from where nothing is known of it",
			Chain: []listing.Source{}, Registered: listing.Place{File: "web/hooks.go", Line: 2},
		},
	)
	d.Sort()
	return d
}

func TestFormats(t *testing.T) {
	names, _ := listing.Formats()
	for _, name := range names {
		var b bytes.Buffer
		if err := listing.Writer(name)(&b, table()); err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join("testdata", "routes."+name), b.Bytes())
		if name == "json" {
			back, err := listing.Read(&b)
			if err != nil || len(back.Routes) != 5 {
				t.Errorf("read back: %v", err)
			}
		}
	}
	if listing.Writer("yaml") != nil {
		t.Error("there is a format yaml")
	}
	var b bytes.Buffer
	if err := listing.Text(&b, listing.New()); err != nil || !strings.Contains(b.String(), "0 routes") {
		t.Errorf("no routes: %v %q", err, b.String())
	}
}

func TestRead(t *testing.T) {
	for _, bad := range []string{"", "[]", "{", `{"version":2,"routes":[]}`, `{"findings":[]}`} {
		if _, err := listing.Read(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is taken for a table", bad)
		}
	}
}

func TestCompare(t *testing.T) {
	after := table()
	for i := range after.Routes {
		r := &after.Routes[i]
		switch {
		case r.Method == "POST":
			r.Layers = state("no", map[string]string{"ratelimit": "yes"})
		case r.Method == "GET":
			r.Layers = state("yes", nil)
			r.Handler = "(*web.Notes).ShowOne"
		case r.Method == "DELETE":
			r.Path = "/hooks/:id"
		}
	}
	d := listing.Compare(table(), after)
	if !d.Lost() {
		t.Error("nothing is lost")
	}
	for _, name := range []string{"text", "markdown", "json"} {
		var b bytes.Buffer
		if err := listing.DiffWriter(name)(&b, d); err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join("testdata", "diff."+name), b.Bytes())
	}
	if same := listing.Compare(table(), table()); same.Lost() || len(same.Added)+len(same.Removed)+len(same.Changed) > 0 {
		t.Errorf("a table differs from itself: %+v", same)
	}
}

// drive uses the page as a reader does, and puts what is shown into the title.
const drive = `<script>
(function () {
	var out = [], $ = function (id) { return document.getElementById(id); };
	function fire(e, type) { e.dispatchEvent(new Event(type, {bubbles: true})); }
	function rows() { return Array.prototype.slice.call(document.querySelectorAll("tbody tr:not([hidden])")); }
	function note(what) { out.push(what + " " + rows().length); }
	note("all");
	$("search").value = "NOTES auth.go"; fire($("search"), "input"); note("search");
	$("search").value = "nothing like it"; fire($("search"), "input"); note("none"); out.push($("none").hidden);
	$("again").click(); note("again");
	document.querySelector("[value=yes]").click(); note("not yes"); $("again").click();
	$("layer").value = "ratelimit"; fire($("layer"), "input"); document.querySelector("[value=no]").click(); note("limited"); $("again").click();
	$("method").value = "GET"; fire($("method"), "input"); note("get"); $("again").click();
	document.querySelector("[data-sort=auth] button").click(); out.push(rows()[0].cells[0].textContent);
	document.querySelector("[data-sort=auth] button").click(); out.push(rows()[0].cells[0].textContent);
	$("sources").click(); out.push(getComputedStyle(document.querySelector(".by")).display);
	$("theme").click(); out.push(document.documentElement.dataset.theme);
	document.title = out.join("; ");
})();
</script>`

// TestHTMLFilters uses the page in a browser, where there is one.
func TestHTMLFilters(t *testing.T) {
	var b bytes.Buffer
	if err := listing.HTML(&b, table()); err != nil {
		t.Fatal(err)
	}
	want := "all 5; search 3; none 0; false; again 5; not yes 4; limited 1; get 1; *; POST; none; dark"
	if title := browsertest.Title(t, b.String(), drive); title != want {
		t.Errorf("the title is %q, want %q", title, want)
	}
}
