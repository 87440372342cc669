package output_test

import (
	"bytes"
	"testing"

	"github.com/apivet/apivet/internal/browsertest"
	"github.com/apivet/apivet/internal/output"
)

// drive uses the page as a reader does, and puts what is shown into the title.
const drive = `<script>
(function () {
	var out = [], $ = function (id) { return document.getElementById(id); };
	function fire(e, type) { e.dispatchEvent(new Event(type, {bubbles: true})); }
	function note(what) { out.push(what + " " + document.querySelectorAll(".finding:not([hidden])").length); }
	note("all");
	$("search").value = "STANDS sql"; fire($("search"), "input"); note("search");
	$("search").value = "nothing like it"; fire($("search"), "input"); note("none"); out.push($("none").hidden);
	$("again").click(); note("again");
	document.querySelector("[value=critical]").click(); note("not critical"); $("again").click();
	$("rule").value = "sqlbuild/dynamic"; fire($("rule"), "input"); note("check"); $("again").click();
	$("precision").value = "low"; fire($("precision"), "input"); note("low"); $("again").click();
	$("group").value = "file"; fire($("group"), "change"); out.push(document.querySelectorAll("#findings .group").length + " files");
	$("group").value = "severity"; fire($("group"), "change"); out.push(document.querySelector("#findings .group h2").textContent);
	$("group").value = "rule"; fire($("group"), "change"); out.push(document.querySelector("#findings .group .title").textContent);
	$("expand").click(); out.push(document.querySelectorAll(".finding[open]").length + " open");
	$("theme").click(); out.push(document.documentElement.dataset.theme);
	document.title = out.join("; ");
})();
</script>`

// TestHTMLFilters uses the page in a browser, where there is one.
func TestHTMLFilters(t *testing.T) {
	var buf bytes.Buffer
	if err := output.HTML(&buf, report(), options); err != nil {
		t.Fatal(err)
	}
	want := "all 3; search 1; none 0; false; again 3; not critical 2; check 2; low 1; 3 files; critical; SQL text built from values; 3 open; dark"
	if title := browsertest.Title(t, buf.String(), drive); title != want {
		t.Errorf("the title is %q, want %q", title, want)
	}
}
