package output_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/apivet/apivet/internal/fingerprint"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/rule"
)

var update = flag.Bool("update", false, "write the golden files")

const source = "package a\n\nfunc f() {\n\tdb.Query(\"äöü\" + name)\n}\n"

// report is one with everything that formats stumble over: no end, no flow, a file outside, a file that is missing, code
// points of several bytes, a long flow, fixes with and without edits.
func report() *output.Report {
	r := &rule.Rule{
		Name: "sqlbuild", Title: "SQL text built from values", Doc: "## Why\n\nText.\n", CWE: []string{"CWE-89"}, OWASP: []string{"API8:2023"},
		Checks: []rule.Check{
			{Name: "injected", Title: "A value that a client controls stands in SQL text", Severity: rule.Critical, Precision: rule.Sure},
			{Name: "dynamic", Title: "SQL text is assembled", Severity: rule.Medium, Precision: rule.Likely},
		},
	}
	at := rule.Range{File: "a/a b.go", Line: 4, Column: 11, EndLine: 4, EndColumn: 26}
	var long []rule.Step
	for range 30 {
		long = append(long, rule.Step{Range: at, Message: "step"})
	}
	rep := &output.Report{
		Tool:       output.Tool{Name: "apivet", Version: "v0.1.0", URI: "https://github.com/apivet/apivet"},
		Analysed:   output.Analysed{Modules: 1, Packages: 2, Files: 3, Lines: 4},
		Incomplete: []output.Incomplete{{Package: "example.com/x", Reason: "does not type-check"}},
		Notes:      []string{"a/a b.go:9:1: too many steps"},
		Rules:      []*rule.Rule{r},
		Findings: []rule.Finding{
			{Rule: "sqlbuild", Check: "injected", Message: `a value <b> & "c" stands in SQL text`, Severity: rule.Critical, Precision: rule.Sure, Range: at,
				Package: "example.com/a", CWE: r.CWE, OWASP: r.OWASP, URL: r.URL(), Flow: rule.Shorten(long),
				Fix: &rule.Fix{Message: "bind it", Edits: []rule.Edit{{File: "a/a b.go", Start: 30, End: 40, New: "?"}, {File: "a/a b.go", Start: 41, End: 42}}}},
			{Rule: "sqlbuild", Check: "dynamic", Message: "no end", Severity: rule.Low, Precision: rule.Unsure, Range: rule.Range{File: "missing.go", Line: 9, Column: 3}, Fix: &rule.Fix{Message: "nothing"}},
			{Rule: "sqlbuild", Check: "dynamic", Message: "outside", Severity: rule.Medium, Precision: rule.Likely, Range: rule.Range{File: "/tmp/o.go", Line: 1, Column: 1, EndLine: 2, EndColumn: 1}},
		},
	}
	rep.Waived = []output.Waived{{Finding: rep.Findings[2], By: "apivet:ignore", Reason: "only <b>reviewed</b> text", Until: "2999-12-31"}}
	all := []*rule.Finding{&rep.Waived[0].Finding}
	for i := range rep.Findings {
		all = append(all, &rep.Findings[i])
	}
	fingerprint.Source{Read: options.Source}.Fill(all)
	return rep
}

var options = output.Options{ShowWaived: true, Source: func(file string) ([]byte, error) {
	if file == "a/a b.go" {
		return []byte(source), nil
	}
	return nil, errors.New("missing")
}}

func TestGolden(t *testing.T) {
	for _, name := range output.Names() {
		handler, _ := output.ByName(name)
		var got bytes.Buffer
		if err := handler(&got, report(), options); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", "report."+name)
		if *update {
			if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s differs from %s:\n%s", name, golden, got.String())
		}
	}
}

func TestSARIFSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("testdata", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]*output.Report{"full": report(), "empty": {Tool: output.Tool{Name: "apivet", URI: "https://github.com/apivet/apivet"}}} {
		var buf bytes.Buffer
		if err := output.SARIF(&buf, r, options); err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(buf.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(buf.String(), "null") || strings.Contains(buf.String(), `"fixes": []`) {
			t.Errorf("%s: null or empty fixes in %s", name, buf.String())
		}
	}
}

// TestRead: what is read from JSON is written in every format as the report itself was.
func TestRead(t *testing.T) {
	full := report()
	var doc bytes.Buffer
	if err := output.JSON(&doc, full, options); err != nil {
		t.Fatal(err)
	}
	read, err := output.ReadJSON(bytes.NewReader(doc.Bytes()), full.Rules)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range output.Names() {
		handler, _ := output.ByName(name)
		var want, have bytes.Buffer
		for i := range full.Findings { // an end that is missing is written as one character
			if f := &full.Findings[i]; f.EndLine == 0 {
				f.EndLine, f.EndColumn = f.Line, f.Column+1
			}
			if f := &full.Findings[i]; f.Fix != nil && len(f.Fix.Edits) == 0 {
				f.Fix = nil
			}
		}
		if err := handler(&want, full, options); err != nil {
			t.Fatal(err)
		}
		if err := handler(&have, read, options); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want.Bytes(), have.Bytes()) {
			t.Errorf("%s: read from JSON\n%s\nwant\n%s", name, have.String(), want.String())
		}
	}
	other, err := output.ReadJSON(bytes.NewReader(doc.Bytes()), nil)
	if err != nil || len(other.Rules) != 1 || len(other.Rules[0].Checks) != 2 {
		t.Errorf("rules that are not known: %+v, %v", other.Rules, err)
	}
	for _, bad := range []string{"", "[]", "{}", `{"version": 2, "tool": {"name": "apivet"}}`} {
		if _, err := output.ReadJSON(strings.NewReader(bad), nil); err == nil {
			t.Errorf("%q is taken for a report", bad)
		}
	}
}

// TestHiddenLines: of a finding that is a secret itself, no line of a literal of several lines is shown in any format.
func TestHiddenLines(t *testing.T) {
	const src = "package a\n\nvar key = `-----BEGIN\nVERYSECRETONE\nVERYSECRETTWO\n-----END`\n\nvar open = `first\nsecond`\n"
	o := output.Options{Source: func(string) ([]byte, error) { return []byte(src), nil }, Redact: func(s string, all bool) string {
		if i := strings.IndexByte(s, '`'); i >= 0 && all {
			return s[:i+1] + strings.Repeat("*", len(s)-i-1)
		}
		return s
	}}
	r := report()
	r.Findings = []rule.Finding{
		{Rule: "r", Check: "c", Message: "m", Secret: true, Range: rule.Range{File: "a.go", Line: 3, Column: 11, EndLine: 6, EndColumn: 10}},
		{Rule: "r", Check: "c", Message: "m", Range: rule.Range{File: "a.go", Line: 9, Column: 1, EndLine: 9, EndColumn: 3}},
	}
	r.Waived = nil
	seen := false
	for _, name := range output.Names() {
		handler, _ := output.ByName(name)
		var buf bytes.Buffer
		if err := handler(&buf, r, o); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(buf.String(), "VERYSECRET") {
			t.Errorf("%s shows the secret: %s", name, buf.String())
		}
		seen = seen || strings.Contains(buf.String(), "cond`")
	}
	if !seen {
		t.Error("no format shows a line that is no secret")
	}
}

// TestXML: what is written is well-formed, whatever the text.
func TestXML(t *testing.T) {
	r := report()
	r.Findings[0].Message = "\x00\x1b[31m <&\"'> \ufffd\xff"
	for _, handler := range []output.Handler{output.Checkstyle, output.JUnit} {
		var buf bytes.Buffer
		if err := handler(&buf, r, options); err != nil {
			t.Fatal(err)
		}
		dec := xml.NewDecoder(&buf)
		for {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestHTML: the page holds everything, loads nothing, and its text cannot become markup.
func TestHTML(t *testing.T) {
	r := report()
	r.Findings[0].Message = "</script><script>alert(1)</script>"
	r.Findings[0].File = "a'\"><img>.go"
	var buf bytes.Buffer
	if err := output.HTML(&buf, r, options); err != nil {
		t.Fatal(err)
	}
	page := buf.String()
	if strings.Contains(page, "<script>alert") || strings.Contains(page, "<img") || strings.Count(page, "</script>") != 1 {
		t.Error("text became markup")
	}
	for _, loads := range []string{"<link", " src=", "@import", "url(", "fetch(", "XMLHttpRequest"} {
		if strings.Contains(page, loads) {
			t.Errorf("the page loads something: %s", loads)
		}
	}
	if n := strings.Count(page, `<details class="finding"`); n != len(r.Findings) {
		t.Errorf("%d findings are shown, want %d", n, len(r.Findings))
	}
}

// TestSARIFColumns: columns count code points and ends are exclusive.
func TestSARIFColumns(t *testing.T) {
	var buf bytes.Buffer
	if err := output.SARIF(&buf, report(), options); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Runs []struct {
			Results []struct {
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine, StartColumn, EndColumn int }
					}
				}
				CodeFlows []struct {
					ThreadFlows []struct{ Locations []any }
				}
			}
		}
	}
	if err := json.Unmarshal(buf.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	first := doc.Runs[0].Results[0]
	at := first.Locations[0].PhysicalLocation
	if at.ArtifactLocation.URI != "a/a%20b.go" || at.Region.StartLine != 4 || at.Region.StartColumn != 11 || at.Region.EndColumn != 23 {
		t.Errorf("the place is %+v", at)
	}
	if n := len(first.CodeFlows[0].ThreadFlows[0].Locations); n != rule.MaxSteps {
		t.Errorf("%d steps, want %d", n, rule.MaxSteps)
	}
}

func TestTextLongLines(t *testing.T) {
	long := strings.Repeat("ä", 10_000)
	r := &output.Report{Findings: []rule.Finding{{Rule: "r", Check: "c", Message: "m", Range: rule.Range{File: "f.go", Line: 1, Column: 9_000, EndLine: 1, EndColumn: 9_001}}}}
	var buf bytes.Buffer
	if err := output.Text(&buf, r, output.Options{Color: true, Source: func(string) ([]byte, error) { return []byte(long), nil }}); err != nil {
		t.Fatal(err)
	}
	if buf.Len() > 600 || !strings.Contains(buf.String(), "f.go:1:9000:") {
		t.Errorf("%d bytes for a long line: %s", buf.Len(), buf.String())
	}
}
