package model

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/secret"
	"github.com/bmatcuk/doublestar/v4"
)

// ParseError is what is wrong with a line of a model file.
type ParseError struct {
	File string
	Line int
	Msg  string
}

func (e *ParseError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg) }

// maxLine is the longest line that is read, in bytes.
const maxLine = 1 << 16

// Parse reads a model file. The error joins one *ParseError for each bad line.
func Parse(file string, r io.Reader) ([]Entry, error) {
	p := &parser{file: file, verified: "types"}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 0, 4096), maxLine)
	for sc.Scan() {
		p.line++
		p.parse(sc.Text())
	}
	if err := sc.Err(); err != nil {
		p.line++
		p.errorf("cannot read the line: %v", err)
	}
	return p.entries, errors.Join(p.errs...)
}

type parser struct {
	file, pkg, module, version, verified string
	more                                 bool
	line                                 int
	entries                              []Entry
	errs                                 []error
}

func (p *parser) errorf(format string, args ...any) {
	p.errs = append(p.errs, &ParseError{p.file, p.line, fmt.Sprintf(format, args...)})
}

var targets = map[string]Target{"func": Func, "field": Field, "type": Type, "var": Var}

func (p *parser) parse(line string) {
	line, note, _ := strings.Cut(line, "#")
	words := strings.Fields(line)
	if len(words) == 0 {
		return
	}
	switch words[0] {
	case "module":
		p.header(words)
		return
	case "package":
		if p.more = len(words) == 3 && words[2] == "more"; len(words) != 2 && !p.more {
			p.errorf("want: package IMPORT-PATH [more]")
			return
		}
		p.pkg = words[1]
		return
	case "driver":
		p.driver(words)
		return
	case "import":
		p.imported(words)
		return
	case "alias":
		p.alias(words)
		return
	case "secret":
		p.secret(words)
		return
	case "mode":
		p.mode(words)
		return
	case "endpoint":
		p.endpoint(words)
		return
	}
	target, ok := targets[words[0]]
	switch {
	case !ok:
		p.errorf("unknown word %q: want module, package, alias, driver, import, secret, mode, endpoint, func, field, type or var", words[0])
		return
	case p.pkg == "":
		p.errorf("no package line before this: write \"package IMPORT-PATH\" above it")
		return
	case len(words) < 3:
		p.errorf("want: %s SYMBOL ROLE [INPUTS] [-> OUTPUTS]", words[0])
		return
	}
	e := Entry{
		Target: target, Package: p.pkg, Module: p.module, Version: p.version, Verified: p.verified,
		Note: strings.TrimSpace(note), File: p.file, Line: p.line, More: p.more,
	}
	if e.Symbol, ok = qualify(p.pkg, words[1]); !ok {
		p.errorf("bad symbol %q: want Name, (T).Name or (*T).Name", words[1])
		return
	}
	if err := e.parseRole(words[2:]); err != nil {
		p.errorf("%v", err)
		return
	}
	p.entries = append(p.entries, e)
}

func (p *parser) header(words []string) {
	if len(words) != 3 && len(words) != 4 {
		p.errorf("want: module PATH VERSION [syntax|snapshot|old]")
		return
	}
	p.module, p.version, p.verified, p.pkg = words[1], words[2], "types", ""
	if len(words) == 4 {
		p.verified = words[3]
	}
}

// driver reads the line of a database driver, which says how bind parameters are written.
func (p *parser) driver(words []string) {
	e := Entry{Target: Import, Symbol: p.pkg, Role: Driver, Package: p.pkg, Module: p.module, Version: p.version, Verified: p.verified, File: p.file, Line: p.line}
	if p.pkg == "" || len(words) != 2 {
		p.errorf("want, below a package line: driver style=question|dollar|at|colon")
		return
	}
	if err := e.parseFlow(words[1:]); err != nil {
		p.errorf("%v", err)
		return
	}
	p.entries = append(p.entries, e)
}

// imported reads a line that says which endpoint the import of a package adds to a router that is a package variable.
func (p *parser) imported(words []string) {
	if p.pkg == "" || len(words) != 4 || !strings.HasPrefix(words[3], "on=") {
		p.errorf("want, below a package line: import ENDPOINT PATH on=VARIABLE")
		return
	}
	p.entries = append(p.entries, Entry{
		Target: Import, Symbol: p.pkg, Role: Wire, Kind: Endpoint, Words: words[1:3], On: words[3][len("on="):],
		Package: p.pkg, Module: p.module, Version: p.version, Verified: p.verified, File: p.file, Line: p.line,
	})
}

// alias reads a line that says that a package, and those below it, are a copy of another one.
func (p *parser) alias(words []string) {
	if len(words) != 3 {
		p.errorf("want: alias IMPORT-PATH IMPORT-PATH-OF-THE-ORIGINAL")
		return
	}
	p.entries = append(p.entries, Entry{Target: Alias, Symbol: words[1], Kind: words[2], File: p.file, Line: p.line, Version: "alias"})
}

// secret reads a line of words, or of a form of tokens, that package secret judges by.
func (p *parser) secret(words []string) {
	if len(words) < 3 {
		p.errorf("want: secret CLASS WORD...")
		return
	}
	if err := secret.New().Add(words[1], words[2:]); err != nil {
		p.errorf("%v", err)
		return
	}
	p.entries = append(p.entries, Entry{Target: Secret, Kind: words[1], Symbol: strings.Join(words[2:], " "), File: p.file, Line: p.line, Version: "words"})
}

// mode reads a line of words that name a mode in which programs run.
func (p *parser) mode(words []string) {
	if len(words) < 3 || modes[words[1]] == NoMode {
		p.errorf("want: mode development|production WORD...")
		return
	}
	p.entries = append(p.entries, Entry{Target: Words, Kind: words[1], Symbol: strings.Join(words[2:], " "), File: p.file, Line: p.line, Version: "words"})
}

// endpoint reads a line of words of paths and handlers, or of patterns of paths.
func (p *parser) endpoint(words []string) {
	if len(words) < 3 || !slices.Contains(endpointClasses, words[1]) {
		p.errorf("want: endpoint %s WORD...", strings.Join(endpointClasses, "|"))
		return
	}
	if words[1] == PathClass {
		for _, pattern := range words[2:] {
			if !doublestar.ValidatePattern(pattern) {
				p.errorf("bad pattern of paths %q", pattern)
				return
			}
		}
	}
	p.entries = append(p.entries, Entry{Target: Ends, Kind: words[1], Symbol: strings.Join(words[2:], " "), File: p.file, Line: p.line, Version: "words"})
}

// qualify puts the package's path into a symbol.
func qualify(pkg, symbol string) (string, bool) {
	rest, ok := strings.CutPrefix(symbol, "(")
	if !ok {
		return pkg + "." + symbol, !strings.ContainsAny(symbol, ".()*")
	}
	star := ""
	if r, ok := strings.CutPrefix(rest, "*"); ok {
		star, rest = "*", r
	}
	typ, name, ok := strings.Cut(rest, ").")
	if !ok || typ == "" || name == "" || strings.ContainsAny(typ+name, ".()*") {
		return "", false
	}
	return "(" + star + pkg + "." + typ + ")." + name, true
}

// SplitSymbol takes the import path out of a function's or method's symbol: "(*example.com/web.Guard).Handler" is example.com/web
// and (*Guard).Handler. Both are "" where it is none.
func SplitSymbol(symbol string) (pkg, name string) {
	typ, method, isMethod := strings.Cut(symbol, ").")
	open := ""
	if isMethod {
		open, typ = "(", strings.TrimPrefix(typ, "(")
		if t, ok := strings.CutPrefix(typ, "*"); ok {
			open, typ = "(*", t
		}
		method = ")." + method
	}
	i := strings.LastIndexByte(typ, '.')
	if i <= 0 || i < strings.LastIndexByte(typ, '/') {
		return "", ""
	}
	pkg, name = typ[:i], open+typ[i+1:]+method
	if q, ok := qualify(pkg, name); !ok || q != symbol {
		return "", ""
	}
	return pkg, name
}

// parseRole reads the words behind the symbol.
func (e *Entry) parseRole(words []string) error {
	if kind, ok := strings.CutPrefix(words[0], "text/"); ok {
		if !textKinds[kind] {
			return fmt.Errorf("unknown kind of text %q", kind)
		}
		e.Role, e.Kind = Text, kind
		return e.parseFlow(words[1:])
	}
	if kind, ok := wireKinds[words[0]]; ok {
		return e.parseWire(words[0], kind, words[1:])
	}
	r, ok := roles[words[0]]
	if !ok {
		return fmt.Errorf("unknown role %q", words[0])
	}
	e.Role = r.role
	words = words[1:]
	if r.kind {
		if len(words) == 0 || words[0] == "->" {
			return fmt.Errorf("a kind is missing behind the role")
		}
		e.Kind, words = words[0], words[1:]
		if e.Role == Source && !sourceKinds[e.Kind] {
			return fmt.Errorf("unknown source %q: want request, database, operator, secret or secret-header", e.Kind)
		}
		if e.Role == Iterate && !iterateKinds[e.Kind] {
			return fmt.Errorf("unknown kind of iterator %q: want parts, elems, indexed, keys, pairs or chunks", e.Kind)
		}
		if e.Role == Escape && !escapeKinds[e.Kind] {
			return fmt.Errorf("unknown escape %q: want url or path", e.Kind)
		}
		if e.Role == Carried && !carriedKinds[e.Kind] {
			return fmt.Errorf("unknown part of a request %q: want header, cookie, host, address or segment", e.Kind)
		}
		if e.Role == Token && !tokenKinds[e.Kind] {
			return fmt.Errorf("unknown kind of token %q: the package documentation of internal/model lists them", e.Kind)
		}
	}
	if e.Role == Source && len(words) > 0 && words[0] == "callback" {
		e.Callback, words = true, words[1:]
	}
	if e.Role == Source && strings.HasPrefix(e.Kind, "secret") {
		e.Role = Confidential
	}
	if e.Role == Policy || e.Role == Setting {
		if err := e.checkPolicy(); err != nil {
			return err
		}
	}
	return e.parseFlow(words)
}

// parseFlow reads inputs, outputs and attributes.
func (e *Entry) parseFlow(words []string) error {
	list := &e.In
	for _, w := range words {
		switch key, value, attr := strings.Cut(w, "="); {
		case w == "->":
			if list == &e.Out {
				return fmt.Errorf("more than one \"->\"")
			}
			list = &e.Out
		case attr && key == "by" && e.Target == Field:
			if value == "" || value[0] < 'A' || value[0] > 'Z' {
				return fmt.Errorf("bad field %q: want by=Name, an exported field of the same struct", value)
			}
			e.Sibling = value
		case attr && key == "by":
			idx, err := parseIndex(value)
			if err != nil {
				return err
			}
			e.By = &idx
		case attr && key == "style":
			if !styles[value] {
				return fmt.Errorf("unknown style %q: want question, dollar, at, colon, json or part", value)
			}
			e.Style = value
		case attr:
			if err := e.attribute(key, value); err != nil {
				return err
			}
		default:
			for _, part := range strings.Split(w, ",") {
				idx, err := parseIndex(part)
				if err != nil {
					return err
				}
				*list = append(*list, idx)
			}
		}
	}
	if len(e.In)+len(e.Out) == 0 && e.Target == Func && e.Role != Safe && e.Role != Policy {
		return fmt.Errorf("no arguments: say which the role is about, such as 0, recv or -> r0")
	}
	return nil
}

func parseIndex(s string) (Index, error) {
	if s == "recv" {
		return Index{Kind: Recv}, nil
	}
	idx := Index{Kind: Arg}
	digits := s
	if rest, ok := strings.CutPrefix(digits, "r"); ok {
		idx.Kind, digits = Result, rest
	}
	if rest, ok := strings.CutSuffix(digits, "..."); ok {
		idx.Variadic, digits = true, rest
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || n > 255 {
		return idx, fmt.Errorf("bad index %q: want 0, 1..., recv or r0", s)
	}
	idx.N = n
	return idx, nil
}
