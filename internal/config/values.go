package config

import (
	"encoding"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/apivet/apivet/internal/model"
)

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
	case "auth-middleware":
		return d.funcName
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

// funcName reads the name of a function or method: "example.com/shop/web.RequireUser", "(*example.com/shop/web.Guard).Handler".
func (d *decoder) funcName(n *yaml.Node) (string, error) {
	if pkg, name := model.SplitSymbol(n.Value); pkg == "" || name == "" || strings.ContainsAny(pkg, " *()[]") {
		return "", fmt.Errorf("want a function with its import path, such as example.com/shop/web.RequireUser or (*example.com/shop/web.Guard).Handler, not %q", n.Value)
	}
	return n.Value, nil
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
