package output

import (
	"encoding/xml"
	"fmt"
	"io"

	"github.com/apivet/apivet/internal/rule"
)

type (
	checkstyle struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

var checkstyleSeverities = [...]string{rule.Low: "info", rule.Medium: "warning", rule.High: "error", rule.Critical: "error"}

// Checkstyle writes findings as the report of Checkstyle, which many tools read.
func Checkstyle(w io.Writer, r *Report, o Options) error {
	doc := checkstyle{Version: "5.0"}
	for i := range r.Findings {
		f := &r.Findings[i]
		if n := len(doc.Files); n == 0 || doc.Files[n-1].Name != f.File { // sorted by file
			doc.Files = append(doc.Files, checkstyleFile{Name: f.File})
		}
		file := &doc.Files[len(doc.Files)-1]
		file.Errors = append(file.Errors, checkstyleError{max(f.Line, 1), f.Column, checkstyleSeverities[f.Severity], f.Message + source(f), r.Tool.Name + "." + f.ID()})
	}
	for _, i := range r.Incomplete {
		doc.Files = append(doc.Files, checkstyleFile{Name: i.Package, Errors: []checkstyleError{{1, 0, "error", "not analysed: " + i.Reason, r.Tool.Name}}})
	}
	return writeXML(w, doc)
}

type (
	junit struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitFailure `xml:"failure"`
		Error   *junitFailure `xml:"error"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes one suite a rule: a case that passes where nothing was found, else one that fails for each finding. What
// could not be analysed is a suite of errors.
func JUnit(w io.Writer, r *Report, o Options) error {
	doc := junit{Name: r.Tool.Name}
	for _, ru := range r.Rules {
		s := junitSuite{Name: ru.Name}
		for i := range r.Findings {
			f := &r.Findings[i]
			if f.Rule != ru.Name {
				continue
			}
			text := f.Range.String() + ": " + f.Message + "\n"
			for n, st := range f.Flow {
				text += fmt.Sprintf("%d. %s: %s\n", n+1, st.Range, st.Message)
			}
			s.Cases = append(s.Cases, junitCase{Class: r.Tool.Name + "." + ru.Name, Name: f.ID() + " " + f.Range.String(), File: f.File, Line: f.Line,
				Failure: &junitFailure{f.Message, f.Severity.String(), text + f.URL + "\n"}})
		}
		s.Tests, s.Failures = len(s.Cases), len(s.Cases)
		if len(s.Cases) == 0 {
			s.Tests, s.Cases = 1, []junitCase{{Class: r.Tool.Name + "." + ru.Name, Name: ru.Title}}
		}
		doc.add(s)
	}
	if len(r.Incomplete) > 0 {
		s := junitSuite{Name: "analysis", Tests: len(r.Incomplete), Errors: len(r.Incomplete)}
		for _, i := range r.Incomplete {
			s.Cases = append(s.Cases, junitCase{Class: r.Tool.Name + ".analysis", Name: i.Package, Error: &junitFailure{"not analysed", "incomplete", i.Reason}})
		}
		doc.add(s)
	}
	return writeXML(w, doc)
}

func (d *junit) add(s junitSuite) {
	d.Tests += s.Tests
	d.Failures += s.Failures
	d.Errors += s.Errors
	d.Suites = append(d.Suites, s)
}

func writeXML(w io.Writer, doc any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
