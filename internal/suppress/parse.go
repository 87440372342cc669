package suppress

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
	"time"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/rule"
)

// The names of the comments.
const (
	prefix = "apivet:"
	ignore = "apivet:ignore"
	nolint = "nolint"
)

// Parse reads the directives of a file with its name as in findings. A Go file that does not parse has none: its package is
// reported as not analysed.
func Parse(name string, src []byte, o Options) *File {
	out := &File{}
	if !bytes.Contains(src, []byte(prefix)) && !bytes.Contains(src, []byte(nolint)) && !(o.NoSec && gosecForm.Match(src)) {
		return out
	}
	p := &fileParser{options: o, name: name, src: src, out: out}
	if !strings.HasSuffix(name, ".go") {
		p.text()
		return out
	}
	p.fset = token.NewFileSet()
	var err error
	if p.file, err = parser.ParseFile(p.fset, name, src, parser.ParseComments|parser.SkipObjectResolution); err != nil {
		return out
	}
	for _, group := range p.file.Comments {
		for _, c := range group.List {
			p.comment(group, c)
		}
	}
	if o.NoSec {
		p.gosec()
	}
	return out
}

type fileParser struct {
	options Options
	name    string
	src     []byte
	fset    *token.FileSet
	file    *ast.File
	out     *File
}

// at is the place of a node.
func (p *fileParser) at(n ast.Node) rule.Range {
	from, to := p.fset.PositionFor(n.Pos(), false), p.fset.PositionFor(n.End(), false)
	return rule.Range{File: p.name, Line: from.Line, Column: from.Column, EndLine: to.Line, EndColumn: to.Column}
}

// comment reads one comment of a Go file.
func (p *fileParser) comment(group *ast.CommentGroup, c *ast.Comment) {
	d, problem := p.read(c.Text)
	if problem != nil {
		problem.At = p.at(c)
		p.out.Problems = append(p.out.Problems, *problem)
	}
	if d != nil {
		d.At = p.at(c)
		d.from, d.to = p.whole(c)
		d.lines = p.lines(group, c)
		p.out.Directives = append(p.out.Directives, *d)
	}
}

var spaced = regexp.MustCompile(`^(?://|/\*)\s*apivet:ignore(?:\s|$|\*)`)

// read reads the text of a comment of this program or of golangci-lint; the places of what it returns are left to fill in.
func (p *fileParser) read(comment string) (*Directive, *Problem) {
	text, line := strings.CutPrefix(comment, "//")
	switch {
	case line && strings.HasPrefix(text, prefix):
		return p.directive(text)
	case spaced.MatchString(comment):
		return nil, problem(Malformed, "this suppresses nothing: a directive is written //apivet:ignore, without a space")
	case line:
		return p.nolint(strings.TrimLeft(text, " \t")), nil
	}
	return nil, nil
}

func newDirective(w Waiver, ids []string) *Directive {
	if len(ids) == 0 {
		return nil
	}
	return &Directive{Waiver: w, IDs: ids, met: map[string]bool{}}
}

func problem(check, format string, args ...any) *Problem {
	return &Problem{Check: check, Message: fmt.Sprintf(format, args...)}
}

// directive reads "apivet:ignore rules until=… -- reason".
func (p *fileParser) directive(text string) (*Directive, *Problem) {
	word, rest, _ := strings.Cut(text, " ")
	if word != ignore {
		return nil, problem(Malformed, "there is no directive %s; write //apivet:ignore rule -- reason", word)
	}
	head, reason, dashes := strings.Cut(" "+rest, " --")
	reason = strings.TrimSpace(reason)
	ids, until, wrong := p.head(head)
	switch {
	case wrong != "":
		return nil, problem(Malformed, "this suppresses nothing: %s", wrong)
	case len(ids) == 0:
		return nil, problem(Malformed, "this suppresses nothing: it names no rule; write //apivet:ignore rule -- reason")
	case !dashes || reason == "":
		return nil, problem(Malformed, "this suppresses nothing: it gives no reason; write one behind two dashes: //apivet:ignore %s -- reason", strings.Join(ids, ","))
	case until != "" && p.options.Now.UTC().Format(time.DateOnly) > until:
		return nil, problem(Expired, "the suppression of %s ended on %s; fix what it suppresses, or renew the date with a reason", strings.Join(ids, ", "), until)
	}
	return newDirective(Waiver{By: ignore, Reason: reason, Until: until}, ids), nil
}

// head reads the rules and the date.
func (p *fileParser) head(text string) (ids []string, until, wrong string) {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' }) {
		key, value, attribute := strings.Cut(w, "=")
		switch {
		case attribute && key == "until":
			if _, err := time.Parse(time.DateOnly, value); err != nil {
				return nil, "", fmt.Sprintf("until=%s is no date; write it as until=2027-01-31", value)
			}
			until = value
		case attribute:
			return nil, "", fmt.Sprintf("unknown word %q%s", key, config.DidYouMean(key, []string{"until"}))
		case len(ids) > 0 && until != "":
			return nil, "", fmt.Sprintf("%q stands behind the date; the reason begins with two dashes", w)
		case w == Rule || strings.HasPrefix(w, Rule+"/"):
			return nil, "", "findings about directives are not suppressed; turn the check off in the configuration"
		default:
			if msg := config.Unknown(p.options.Rules, w); msg != "" {
				return nil, "", msg
			}
			ids = append(ids, w)
		}
	}
	return ids, until, ""
}

// nolint reads the comment of golangci-lint: "nolint:a,b // reason".
func (p *fileParser) nolint(text string) *Directive {
	rest, ok := strings.CutPrefix(text, nolint+":")
	if !ok {
		return nil
	}
	list, reason, _ := strings.Cut(rest, "//")
	var ids []string
	for _, name := range strings.Split(list, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		for _, r := range p.options.Rules {
			if (name == "apivet" || name == r.Name) && r.Name != Rule {
				ids = append(ids, r.Name)
			}
		}
	}
	return newDirective(Waiver{By: nolint, Reason: strings.TrimSpace(reason)}, ids)
}
