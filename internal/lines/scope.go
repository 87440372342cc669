package lines

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of what is followed: names of one file, and the size of a target in bytes.
const (
	maxNames = 200
	maxSize  = 8 << 20
)

// Scope is where the directives of a package's files may lead.
type Scope struct {
	Dir  string // the package's folder, absolute: relative names in what cgo made of its files start from here
	Root string // the folder of its module, absolute: what lies outside is not followed
}

// Map returns the map of a file of the package by its absolute name and its text: nil where it has no directive that leads
// to another file. The names in it are absolute.
func (s Scope) Map(name string, src []byte) Map {
	if !Any(src) {
		return nil
	}
	r := reader{scope: s, name: name, text: split(src), targets: map[string]*target{}}
	var m Map
	for _, d := range directives(name, src) {
		m = r.add(m, d)
	}
	if len(m.Files()) == 0 {
		return nil
	}
	return r.columns(m)
}

// Name is the name by which a file of the package is spoken of where a place in it was not written elsewhere. What cgo makes lies in
// a folder that is different in every build, so it is named as if it lay beside what it was made of.
func (s Scope) Name(name string, made bool, m Map) string {
	if !made {
		return name
	}
	if from := m.Files(); len(from) > 0 {
		return strings.TrimSuffix(from[0], ".go") + ".cgo1.go"
	}
	return filepath.Join(s.Dir, "_cgo_gotypes.go")
}

// Root returns the folder of the module that a folder is in; where no go.mod is above it, the working directory if that is, else the
// folder itself.
func Root(dir string) string {
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return d
		}
		if d == filepath.Dir(d) {
			break
		}
	}
	if wd, err := os.Getwd(); err == nil && inside(wd, dir) {
		return wd
	}
	return dir
}

// reader makes the map of one file.
type reader struct {
	scope   Scope
	name    string
	text    [][]byte           // the file's lines
	targets map[string]*target // by the names as the scanner gives them; nil where one is not followed
}

// target is a file that a directive leads to.
type target struct {
	name string
	text [][]byte
}

// add adds the segments that a directive begins.
func (r *reader) add(m Map, d directive) Map {
	s := Segment{Line: int32(d.line), Col: int32(d.col)}
	t := r.target(d.file)
	if t == nil || d.toLine < 1 || d.toLine > len(t.text) {
		return append(m, s)
	}
	s.File, s.ToLine, s.Exact = t.name, int32(d.toLine), d.toCol > 0
	if s.Exact {
		s.Shift = int32(d.toCol - d.col)
		if d.toCol > len(t.text[d.toLine-1])+1 {
			s.Exact, s.Shift = false, 0
		}
	}
	m = append(m, s)
	if s.Exact && s.Shift != 0 {
		m = r.rest(m, Segment{Line: s.Line + 1, Col: 1, File: s.File, ToLine: s.ToLine + 1, Exact: true}, t)
	}
	return r.end(m, t)
}

// rest adds the segment of the lines behind the first one, which have columns of their own.
func (r *reader) rest(m Map, s Segment, t *target) Map {
	if int(s.Line) > len(r.text) || int(s.ToLine) > len(t.text) {
		return m
	}
	return append(m, s)
}

// end ends the last segment where its target ends.
func (r *reader) end(m Map, t *target) Map {
	s := m[len(m)-1]
	return append(m, Segment{Line: s.Line + int32(len(t.text)) - s.ToLine + 1, Col: 1})
}

// columns drops what later directives overrule, and finds the columns of the lines of which directives do not say them but
// that are in the target as they are in the file, except for their indentation.
func (r *reader) columns(m Map) Map {
	next := make([]Segment, len(m)) // the first of all that come behind
	first := Segment{Line: math.MaxInt32, Col: 1}
	for i, s := range slices.Backward(m) {
		next[i] = first
		if compare(s, first) < 0 {
			first = s
		}
	}
	var out Map
	for i, s := range m {
		if compare(s, next[i]) >= 0 {
			continue
		}
		if s.File == "" || s.Exact {
			out = append(out, s)
			continue
		}
		out = r.same(out, s, next[i])
	}
	return out
}

// compare orders segments by their beginnings.
func compare(a, b Segment) int {
	if a.Line != b.Line {
		return int(a.Line - b.Line)
	}
	return int(a.Col - b.Col)
}

// same adds a segment up to the next one, in stretches of lines that have the same text and shift.
func (r *reader) same(m Map, s, next Segment) Map {
	t := r.byName(s.File)
	last := next.Line
	if next.Col == 1 {
		last--
	}
	known := func(line int32) (shift int32, exact bool) {
		if line == s.Line && s.Col > 1 || line == next.Line {
			return 0, false
		}
		return shifted(r.text[line-1], t.text[s.ToLine+line-s.Line-1])
	}
	for line := s.Line; line <= last && int(line) <= len(r.text); line++ {
		at := Segment{Line: line, Col: 1, File: s.File, ToLine: s.ToLine + line - s.Line}
		if at.Shift, at.Exact = known(line); line == s.Line {
			at.Col = s.Col
		} else if before := m[len(m)-1]; before.Shift == at.Shift && before.Exact == at.Exact {
			continue
		}
		m = append(m, at)
	}
	return m
}

// shifted tells whether two lines differ in their indentation only, or in a comment behind them, and by how much.
func shifted(from, to []byte) (shift int32, same bool) {
	const space = " \t\r"
	a, b := bytes.TrimLeft(from, space), bytes.TrimLeft(to, space)
	short, long := bytes.TrimRight(a, space), bytes.TrimRight(b, space)
	if len(short) > len(long) {
		short, long = long, short
	}
	rest, same := bytes.CutPrefix(long, short)
	if rest = bytes.TrimLeft(rest, space); len(short) == 0 || !same || len(rest) > 0 && !bytes.HasPrefix(rest, []byte("//")) {
		return 0, false
	}
	return int32((len(to) - len(b)) - (len(from) - len(a))), true
}

func (r *reader) byName(name string) *target {
	for _, t := range r.targets {
		if t != nil && t.name == name {
			return t
		}
	}
	return nil
}

// target finds the file that a directive names; nil where it is not followed.
func (r *reader) target(name string) *target {
	if t, ok := r.targets[name]; ok || len(r.targets) >= maxNames {
		return t
	}
	t := r.find(name)
	r.targets[name] = t
	return t
}

// find looks for a file. The scanner puts a relative name behind the file's folder. Generators that are run for many folders
// write names that start from the folder that they were run in, so the folders above are tried, too.
func (r *reader) find(name string) *target {
	if name == "" || name == r.name {
		return nil
	}
	rel, err := filepath.Rel(filepath.Dir(r.name), name)
	if err != nil {
		return nil
	}
	for _, candidate := range append([]string{name}, above(r.scope.Root, r.scope.Dir, rel)...) {
		if t := r.open(candidate); t != nil {
			return t
		}
	}
	return nil
}

// above returns the names that a relative one can mean that starts from a folder or from one above it, up to root.
func above(root, dir, rel string) []string {
	out := []string{filepath.Join(dir, rel)}
	for filepath.IsLocal(rel) && dir != root && dir != filepath.Dir(dir) && inside(root, dir) {
		dir = filepath.Dir(dir)
		out = append(out, filepath.Join(dir, rel))
	}
	return out
}

// Candidates returns the files, by their names below a root with "/", that directives in one of its files can lead to.
func Candidates(name string, src []byte) []string {
	if !Any(src) {
		return nil
	}
	var out []string
	name = filepath.FromSlash(name)
	dir := filepath.Dir(name)
	for _, d := range directives(name, src) {
		rel, err := filepath.Rel(dir, d.file)
		if err != nil || d.file == "" || len(out) > maxNames {
			continue
		}
		for _, c := range above(".", dir, rel) {
			if c = filepath.ToSlash(c); plain(c) && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// open reads the lines of a file of the module.
func (r *reader) open(name string) *target {
	rel, err := filepath.Rel(r.scope.Root, name)
	if err != nil || !plain(rel) || name == r.name {
		return nil
	}
	root, err := filepath.EvalSymlinks(r.scope.Root)
	if err != nil {
		return nil
	}
	file, err := filepath.EvalSymlinks(name)
	if err != nil || !inside(root, file) {
		return nil
	}
	if rel, err = filepath.Rel(root, file); err != nil || !plain(rel) {
		return nil
	}
	if st, err := os.Stat(file); err != nil || !st.Mode().IsRegular() || st.Size() > maxSize {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil || bytes.IndexByte(data, 0) >= 0 {
		return nil
	}
	return &target{filepath.Clean(name), split(data)}
}

// private are the kinds of files that hold settings and keys. No code is made of their lines, and they are not to be shown.
var private = []string{".cfg", ".conf", ".crt", ".ini", ".json", ".key", ".p12", ".pem", ".properties", ".tfvars", ".toml", ".yaml", ".yml"}

// plain tells whether a name below a folder may be followed and shown: it leads neither out of the folder nor to what is hidden or
// private, and has no characters in it that would be output of their own.
func plain(rel string) bool {
	if !filepath.IsLocal(rel) || !utf8.ValidString(rel) || slices.Contains(private, strings.ToLower(filepath.Ext(rel))) {
		return false
	}
	if strings.ContainsFunc(rel, func(r rune) bool { return unicode.IsControl(r) || !unicode.IsPrint(r) && r != ' ' }) {
		return false
	}
	return !slices.ContainsFunc(strings.Split(filepath.ToSlash(rel), "/"), func(part string) bool { return strings.HasPrefix(part, ".") })
}

// inside tells whether a name is that of a folder or lies below it.
func inside(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && (rel == "." || filepath.IsLocal(rel))
}

// split returns the lines of a text, without their ends.
func split(text []byte) [][]byte {
	if len(text) == 0 || len(text) > math.MaxInt32 {
		return nil
	}
	return bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
}
