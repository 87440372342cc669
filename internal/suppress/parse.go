package suppress

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
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
	nosec  = "nosec"
)

// Parse reads the directives of a file with its name as in findings. A file that does not parse has none: its package is
// reported as not analysed.
func Parse(name string, src []byte, o Options) *File {
	out := &File{}
	if !bytes.Contains(src, []byte(prefix)) && !bytes.Contains(src, []byte(nolint)) && !(o.NoSec && bytes.Contains(src, []byte("#"+nosec))) {
		return out
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return out
	}
	p := &fileParser{options: o, name: name, src: src, fset: fset, file: file, out: out}
	for _, group := range file.Comments {
		for _, c := range group.List {
			p.comment(group, c)
		}
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

// at is the place of a comment.
func (p *fileParser) at(c *ast.Comment) rule.Range {
	from, to := p.fset.PositionFor(c.Pos(), false), p.fset.PositionFor(c.End(), false)
	return rule.Range{File: p.name, Line: from.Line, Column: from.Column, EndLine: to.Line, EndColumn: to.Column}
}

func (p *fileParser) problem(check string, c *ast.Comment, format string, args ...any) {
	p.out.Problems = append(p.out.Problems, Problem{Check: check, At: p.at(c), Message: fmt.Sprintf(format, args...)})
}

func (p *fileParser) add(group *ast.CommentGroup, c *ast.Comment, w Waiver, ids []string) {
	w.At = p.at(c)
	from, to := p.whole(c)
	p.out.Directives = append(p.out.Directives, Directive{Waiver: w, IDs: ids, from: from, to: to, lines: p.lines(group, c), met: map[string]bool{}})
}

var spaced = regexp.MustCompile(`^(?://|/\*)\s*apivet:ignore(?:\s|$|\*)`)

// comment reads one comment.
func (p *fileParser) comment(group *ast.CommentGroup, c *ast.Comment) {
	text, line := strings.CutPrefix(c.Text, "//")
	switch {
	case line && strings.HasPrefix(text, prefix):
		p.directive(group, c, text)
	case spaced.MatchString(c.Text):
		p.problem(Malformed, c, "this waives nothing: a directive is written //apivet:ignore, without a space")
	case line && p.nolint(group, c, strings.TrimLeft(text, " \t")):
	case p.options.NoSec:
		p.nosec(group, c)
	}
}

// directive reads "apivet:ignore rules until=… -- reason".
func (p *fileParser) directive(group *ast.CommentGroup, c *ast.Comment, text string) {
	word, rest, _ := strings.Cut(text, " ")
	if word != ignore {
		p.problem(Malformed, c, "there is no directive %s; write //apivet:ignore rule -- reason", word)
		return
	}
	head, reason, dashes := strings.Cut(" "+rest, " --")
	reason = strings.TrimSpace(reason)
	ids, until, wrong := p.head(head)
	switch {
	case wrong != "":
		p.problem(Malformed, c, "this waives nothing: %s", wrong)
	case len(ids) == 0:
		p.problem(Malformed, c, "this waives nothing: it names no rule; write //apivet:ignore rule -- reason")
	case !dashes || reason == "":
		p.problem(Malformed, c, "this waives nothing: it gives no reason; write one behind two dashes: //apivet:ignore %s -- reason", strings.Join(ids, ","))
	case until != "" && p.options.Now.UTC().Format(time.DateOnly) > until:
		p.problem(Expired, c, "the waiver of %s ended on %s; mend what it waives, or renew the date with a reason", strings.Join(ids, ", "), until)
	default:
		p.add(group, c, Waiver{By: ignore, Reason: reason, Until: until}, ids)
	}
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
			return nil, "", "findings about directives are not waived; turn the check off in the configuration"
		default:
			if msg := config.Unknown(p.options.Rules, w); msg != "" {
				return nil, "", msg
			}
			ids = append(ids, w)
		}
	}
	return ids, until, ""
}

// nolint reads the comment of golangci-lint: "nolint:a,b // reason". It tells whether it is one.
func (p *fileParser) nolint(group *ast.CommentGroup, c *ast.Comment, text string) bool {
	rest, ok := strings.CutPrefix(text, nolint+":")
	if !ok {
		return false
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
	if len(ids) > 0 {
		p.add(group, c, Waiver{By: nolint, Reason: strings.TrimSpace(reason)}, ids)
	}
	return true
}

var (
	nosecForm = regexp.MustCompile(`#nosec\b([^\n]*)`)
	nosecID   = regexp.MustCompile(`\bG\d{3}\b`)
)

// nosec reads the comment of gosec: "#nosec G201 G202 -- reason". Without numbers it means all rules.
func (p *fileParser) nosec(group *ast.CommentGroup, c *ast.Comment) {
	m := nosecForm.FindStringSubmatch(c.Text)
	if m == nil {
		return
	}
	head, reason, _ := strings.Cut(m[1], "--")
	numbers := nosecID.FindAllString(head, -1)
	var ids []string
	for _, r := range p.options.Rules {
		named := slices.ContainsFunc(numbers, func(n string) bool { return slices.Contains(gosecRules[r.Name], n) })
		if r.Name != Rule && (len(numbers) == 0 || named) {
			ids = append(ids, r.Name)
		}
	}
	if len(ids) > 0 {
		p.add(group, c, Waiver{By: nosec, Reason: strings.TrimSpace(strings.TrimSuffix(reason, "*/"))}, ids)
	}
}

// gosecRules are the rules of gosec (its README, "Available rules") that are about the same as one of ours.
var gosecRules = map[string][]string{
	"hardcodedsecret": {"G101"},
	"secretlog":       {"G117"},
	"sqlbuild":        {"G201", "G202", "G701"},
	"tlsconfig":       {"G106", "G123", "G402"},
	"weakcrypto":      {"G401", "G403", "G405", "G406", "G407", "G501", "G502", "G503", "G504", "G505", "G506", "G507"},
	"weaktoken":       {"G404"},
	"servertimeout":   {"G112", "G114"},
	"cookieflags":     {"G124"},
	"debugexposed":    {"G108"},
	"csrf":            {"G121"},
	"formlimit":       {"G120"},
}
