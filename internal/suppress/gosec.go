package suppress

import (
	"cmp"
	"go/ast"
	"regexp"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/lines"
)

// The comments of gosec, in its README under "Annotating code" and as its findNoSecDirective reads them: "#nosec" at the beginning of a line of a
// group of comments, else a comment "//gosec:disable".
const (
	nosec   = "#nosec"
	disable = "gosec:disable"
)

var (
	gosecForm = regexp.MustCompile(nosec + "|//" + disable)
	nosecLine = regexp.MustCompile(`(?m)^[ \t]*` + nosec)
	gosecID   = regexp.MustCompile(`G\d{3}`)
)

// gosec reads the comments of gosec in a Go file. As there, a group of comments belongs to the statement or declaration that it is
// above, or behind on its line, and holds for all of that, blocks of code included; of several directives for one the first counts.
func (p *fileParser) gosec() {
	var nodes []ast.Node
	of := ast.NewCommentMap(lines.Plain(p.fset, p.file), p.file, p.file.Comments)
	for n := range of {
		nodes = append(nodes, n)
	}
	slices.SortFunc(nodes, func(a, b ast.Node) int {
		return cmp.Or(cmp.Compare(of[a][0].Pos(), of[b][0].Pos()), cmp.Compare(a.Pos(), b.Pos()))
	})
	for _, n := range nodes {
		for _, group := range of[n] {
			by, args, found := gosecDirective(group)
			if !found {
				continue
			}
			if d := p.disabled(by, args); d != nil {
				d.At = p.at(group)
				d.lines = []span{{min(p.line(n.Pos()), p.line(group.Pos())), max(p.line(n.End()), p.line(group.End()))}}
				p.out.Directives = append(p.out.Directives, *d)
			}
			break
		}
	}
}

// gosecDirective finds the directive in a group of comments, with the text behind it.
func gosecDirective(group *ast.CommentGroup) (by, args string, found bool) {
	text := group.Text()
	if at := nosecLine.FindStringIndex(text); at != nil {
		return strings.TrimPrefix(nosec, "#"), text[at[1]:], true
	}
	for _, c := range group.List {
		if args, ok := strings.CutPrefix(c.Text, "//"+disable); ok && (args == "" || args[0] == ' ') {
			return disable, args, true
		}
	}
	return "", "", false
}

// disabled reads what is behind the name of a directive: "G201 G202 -- reason". Without numbers it means all rules; with numbers, those
// of ours that are about the same. It is nil where none is.
func (p *fileParser) disabled(by, args string) *Directive {
	head, reason, _ := strings.Cut(args, "--")
	numbers := gosecID.FindAllString(head, -1)
	var ids []string
	for _, r := range p.options.Rules {
		named := slices.ContainsFunc(numbers, func(n string) bool { return slices.Contains(gosecRules[r.Name], n) })
		if r.Name != Rule && (len(numbers) == 0 || named) {
			ids = append(ids, r.Name)
		}
	}
	return newDirective(Waiver{By: by, Reason: strings.Join(strings.Fields(strings.TrimLeft(reason, "-")), " ")}, ids)
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
