package config

import (
	"encoding"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// decoder reads one layer of settings.
type decoder struct {
	loader   *Loader
	s        *Settings
	base     string // folder of patterns, absolute and without symbolic links
	files    string // folder of names of files
	file     string // for messages; "" for a flag or a plugin's settings
	lines    bool   // positions mean something
	adds     bool   // lists are added to, where the layer is a flag
	flag     string // with its dash, for messages; "" for a file
	problems Problems
}

// document reads the whole of a configuration.
func (d *decoder) document(data []byte) {
	var doc yaml.Node
	loader, err := yaml.NewLoader(strings.NewReader(string(data)))
	if err == nil {
		err = loader.Load(&doc)
	}
	if err != nil && err.Error() != "EOF" {
		p := syntaxError(err)
		p.File = d.file
		d.problems = append(d.problems, p)
		return
	}
	root := content(&doc)
	if null(root) {
		return
	}
	if root.Kind != yaml.MappingNode {
		d.problem(root, "", "want keys and values, not %s", kindOf(root))
		return
	}
	d.mapping(root, "")
	var more yaml.Node
	if err == nil && loader.Load(&more) == nil {
		d.problem(content(&more), "", "a second document begins here; a configuration is one")
	}
}

// problem notes a mistake at a node. path is the key that it is about.
func (d *decoder) problem(n *yaml.Node, path, format string, args ...any) {
	p := Problem{File: d.file, Message: fmt.Sprintf(format, args...)}
	if d.lines && n != nil {
		p.Line, p.Column = n.Line, n.Column
	}
	if d.flag != "" {
		path = d.flag
	}
	if path != "" {
		p.Message = path + ": " + p.Message
	}
	d.problems = append(d.problems, p)
}

// pair is a key with its value.
type pair struct{ key, value *yaml.Node }

// pairs returns what a mapping holds, with the mappings merged into it behind its own.
func (d *decoder) pairs(n *yaml.Node, path string) []pair {
	var out, merged []pair
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], unalias(n.Content[i+1])
		if k.Value == "<<" && v.Kind == yaml.MappingNode && v != n {
			merged = append(merged, d.pairs(v, path)...)
			continue
		}
		if first := seen[k.Value]; first != nil {
			d.problem(k, "", "the key %q is given twice; the first is in line %d", k.Value, first.Line)
			continue
		}
		seen[k.Value] = k
		out = append(out, pair{k, v})
	}
	for _, p := range merged {
		if seen[p.key.Value] == nil {
			out = append(out, p)
		}
	}
	return out
}

func unalias(n *yaml.Node) *yaml.Node {
	for range 8 {
		if n.Kind != yaml.AliasNode || n.Alias == nil {
			break
		}
		n = n.Alias
	}
	return n
}

// mapping reads the keys below a prefix.
func (d *decoder) mapping(n *yaml.Node, prefix string) {
	keys := d.loader.Keys()
	for _, p := range d.pairs(n, prefix) {
		path := prefix + p.key.Value
		i := slices.IndexFunc(keys, func(k Key) bool { return k.Path == path })
		switch {
		case i >= 0 && d.loader.Plugin && d.file == "" && !keys[i].Plugin:
			d.problem(p.key, path, "golangci-lint decides that; it is no setting of the plugin")
		case i >= 0:
			d.value(&keys[i], p.value)
		case slices.Contains(below(keys, prefix), p.key.Value):
			if null(p.value) {
				continue
			}
			if p.value.Kind != yaml.MappingNode {
				d.problem(p.value, path, "want keys and values, not %s", kindOf(p.value))
				continue
			}
			d.mapping(p.value, path+".")
		default:
			d.unknown(p.key, prefix, below(keys, prefix))
		}
	}
}

// unknown reports a key that is none.
func (d *decoder) unknown(key *yaml.Node, prefix string, known []string) {
	where := ""
	if prefix != "" {
		where = " below " + strings.TrimSuffix(prefix, ".")
	}
	hint := DidYouMean(key.Value, known)
	if hint == "" {
		for _, k := range d.loader.Keys() { // right name, wrong place
			if _, last, ok := strings.Cut(k.Path, "."); ok && last == key.Value || k.Path == key.Value && prefix != "" {
				hint = fmt.Sprintf("; its place is %s", k.Path)
			}
		}
	}
	if hint == "" {
		hint = "; want " + strings.Join(known, ", ")
	}
	d.problem(key, "", "unknown key %q%s%s", key.Value, where, hint)
}

// listField tells whether a key takes several values.
func listField(key *Key) (any, bool) {
	field := key.field(&Settings{})
	switch field.(type) {
	case *[]string, *[]Glob, *[]PathRules, *[]File, *[]Block, *[]Output:
		return field, true
	}
	return field, false
}

// value reads the value of a key.
func (d *decoder) value(key *Key, n *yaml.Node) {
	n = unalias(n)
	field, list := listField(key)
	if _, rules := field.(*[]Switch); null(n) && !list && !rules {
		d.problem(n, key.Path, "has no value")
		return
	}
	switch to := key.field(d.s).(type) {
	case *bool:
		d.boolean(to, key.Path, n)
	case *string:
		if d.scalar(key.Path, n) && d.oneOf(key.Path, n, key.Enum) {
			*to = n.Value
		}
	case *File:
		if d.scalar(key.Path, n) {
			*to = d.fileName(n.Value)
			if key.Path == "cache" && File(n.Value) == CacheOff {
				*to = CacheOff
			}
		}
	case encoding.TextUnmarshaler:
		d.word(to, key.Path, n, key.Enum)
	case *[]Switch:
		d.switches(to, n)
	case *[]string:
		setList(d, to, key.Path, n, d.text(key.Path))
	case *[]Glob:
		setList(d, to, key.Path, n, func(n *yaml.Node) (Glob, error) { return newGlob(d.base, n.Value) })
	case *[]File:
		setList(d, to, key.Path, n, func(n *yaml.Node) (File, error) { return d.fileName(n.Value), nil })
	case *[]Block:
		setList(d, to, key.Path, n, d.block)
	case *[]Output:
		if null(n) {
			d.problem(n, key.Path, "has no value")
			return
		}
		setList(d, to, key.Path, n, func(n *yaml.Node) (Output, error) { return d.output(n, key.Enum) })
	case *[]PathRules:
		d.paths(to, key.Path, n)
	}
}

func (d *decoder) fileName(name string) File {
	if name == "" || filepath.IsAbs(name) {
		return File(name)
	}
	return File(filepath.Join(d.files, filepath.FromSlash(name)))
}

// text returns what reads the elements of a list of texts.
func (d *decoder) text(path string) func(*yaml.Node) (string, error) {
	switch path {
	case "secrets.types", "secrets.public-types":
		return d.typeName
	case "packages":
		return d.pattern
	}
	return func(n *yaml.Node) (string, error) { return n.Value, nil }
}

// pattern reads a pattern of packages. In a file, one of folders starts from the file's folder.
func (d *decoder) pattern(n *yaml.Node) (string, error) {
	if d.file != "" && (n.Value == "." || n.Value == ".." || strings.HasPrefix(n.Value, "./") || strings.HasPrefix(n.Value, "../")) {
		return filepath.Join(d.base, filepath.FromSlash(n.Value)), nil
	}
	return n.Value, nil
}

// typeName reads the name of a type: "example.com/shop/auth.Key".
func (d *decoder) typeName(n *yaml.Node) (string, error) {
	name := n.Value
	i := strings.LastIndexByte(name, '.')
	if i <= 0 || i < strings.LastIndexByte(name, '/') || i == len(name)-1 || strings.ContainsAny(name, "*[]() ") {
		return "", fmt.Errorf("want a type with its import path, such as example.com/shop/auth.Key, not %q", name)
	}
	return name, nil
}

// output reads a format, or a format and a file: "sarif=apivet.sarif".
func (d *decoder) output(n *yaml.Node, formats []string) (Output, error) {
	format, file, named := strings.Cut(n.Value, "=")
	if !slices.Contains(formats, format) {
		hint := DidYouMean(format, formats)
		if hint == "" {
			hint = "; want " + strings.Join(formats, ", ")
		}
		return Output{}, fmt.Errorf("unknown value %q%s", format, hint)
	}
	if named && file == "" {
		return Output{}, fmt.Errorf("the file is missing behind %s", n.Value)
	}
	return Output{format, d.fileName(file)}, nil
}

// block reads lines of models; literal text begins on the line below its mark.
func (d *decoder) block(n *yaml.Node) (Block, error) {
	b := Block{File: d.file, Text: n.Value}
	switch {
	case !d.lines:
		b.File = "model-lines"
		b.Line = 1
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		b.Line = n.Line + 1
	default:
		b.Line = n.Line
	}
	return b, nil
}

func (d *decoder) scalar(path string, n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode {
		d.problem(n, path, "want one value, not %s", kindOf(n))
		return false
	}
	return true
}

func (d *decoder) boolean(to *bool, path string, n *yaml.Node) {
	if v, ok := truth(n); ok {
		*to = v
		return
	}
	d.problem(n, path, "want true or false, not %s", described(n))
}

// truth reads true, false, on or off.
func truth(n *yaml.Node) (value, ok bool) {
	if n.Kind != yaml.ScalarNode {
		return false, false
	}
	switch n.Value {
	case "true", "on":
		return true, true
	case "false", "off":
		return false, true
	}
	return false, false
}

func (d *decoder) oneOf(path string, n *yaml.Node, words []string) bool {
	if len(words) == 0 || slices.Contains(words, n.Value) {
		return true
	}
	hint := DidYouMean(n.Value, words)
	if hint == "" {
		hint = "; want " + strings.Join(words, ", ")
	}
	d.problem(n, path, "unknown value %q%s", n.Value, hint)
	return false
}

func (d *decoder) word(to encoding.TextUnmarshaler, path string, n *yaml.Node, words []string) bool {
	return d.scalar(path, n) && d.oneOf(path, n, words) && to.UnmarshalText([]byte(n.Value)) == nil
}

// setList reads a list, or a single value for a list of one, in the place of what was there or beside it.
func setList[T any](d *decoder, to *[]T, path string, n *yaml.Node, read func(*yaml.Node) (T, error)) {
	items := []*yaml.Node{n}
	switch {
	case null(n):
		items = nil
	case n.Kind == yaml.SequenceNode:
		items = n.Content
	}
	var out []T
	for _, item := range items {
		item = unalias(item)
		if item.Kind != yaml.ScalarNode || null(item) {
			d.problem(item, path, "want text, not %s", kindOf(item))
			continue
		}
		v, err := read(item)
		if err != nil {
			d.problem(item, path, "%v", err)
			continue
		}
		out = append(out, v)
	}
	if d.adds {
		out = append(slices.Clone(*to), out...)
	}
	*to = out
}

func null(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// kindOf names what a node is, for messages.
func kindOf(n *yaml.Node) string {
	switch {
	case null(n):
		return "nothing"
	case n.Kind == yaml.MappingNode:
		return "keys and values"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Tag == "!!int" || n.Tag == "!!float":
		return "a number"
	case n.Tag == "!!bool":
		return "true or false"
	}
	return "text"
}

func described(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode && !null(n) {
		return fmt.Sprintf("%q", n.Value)
	}
	return kindOf(n)
}
