package rule

import (
	"go/doc/comment"
	"go/parser"
	"go/token"
	"strings"
)

// DocOf returns the package comment of a Go file as Markdown: a rule's doc.go embeds itself, so that all that is said of the
// rule is written once. Headings are of the second level. It returns "" if the source does not parse.
func DocOf(source string) string {
	f, err := parser.ParseFile(token.NewFileSet(), "doc.go", source, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil || f.Doc == nil {
		return ""
	}
	var p comment.Parser
	printer := comment.Printer{HeadingLevel: 2, HeadingID: func(*comment.Heading) string { return "" }}
	text := f.Doc.Text()
	if rest, ok := strings.CutPrefix(text, "Package "+f.Name.Name+" "); ok && rest != "" { // "Package x finds …" is "Finds …" to its readers
		text = strings.ToUpper(rest[:1]) + rest[1:]
	}
	return strings.TrimSpace(string(printer.Markdown(p.Parse(text)))) + "\n"
}
