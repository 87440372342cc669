package config

import (
	"encoding"
	"fmt"
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
	hint := ""
	for _, k := range d.loader.Keys() { // right name, wrong place
		if _, last, ok := strings.Cut(k.Path, "."); ok && last == key.Value || k.Path == key.Value && prefix != "" {
			hint = fmt.Sprintf("; its place is %s", k.Path)
		}
	}
	if hint == "" {
		hint = DidYouMean(key.Value, known)
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
