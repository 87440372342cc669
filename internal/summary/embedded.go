package summary

import (
	"go/ast"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/secret"
)

// maxEmbedded is the size up to which embedded files are searched for tokens, in bytes.
const maxEmbedded = 256 << 10

// embedded searches the files that the package embeds for secrets.
func (b *builder) embedded() {
	if b.in.ReadFile == nil {
		return
	}
	for _, f := range b.in.Files {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range decl.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok && len(v.Names) > 0 {
					b.embeddedIn(b.in.Dir, v, decl.Doc, v.Doc)
				}
			}
		}
	}
}

// embeddedIn searches the files that one variable embeds.
func (b *builder) embeddedIn(dir string, v *ast.ValueSpec, docs ...*ast.CommentGroup) {
	for _, doc := range docs {
		if doc == nil {
			continue
		}
		for _, c := range doc.List {
			patterns, ok := strings.CutPrefix(c.Text, "//go:embed ")
			if !ok {
				continue
			}
			for _, pattern := range strings.Fields(patterns) {
				if p, err := strconv.Unquote(pattern); err == nil {
					pattern = p
				}
				files, _ := filepath.Glob(filepath.Join(dir, strings.TrimPrefix(pattern, "all:")))
				for _, name := range files {
					data, err := b.in.ReadFile(name)
					if err != nil || len(data) > maxEmbedded {
						continue
					}
					b.embeddedFile(name, string(data), v)
				}
			}
		}
	}
}

// embeddedFile searches one file: for a token of a known form, and, where it is a configuration, for secrets with the names of such.
func (b *builder) embeddedFile(name, text string, v *ast.ValueSpec) {
	s, base := span{v.Pos(), v.End()}, filepath.Base(name)
	if _, ok := b.in.Models.Secrets.Find(text); ok {
		b.token(text, s, v.Names[0].Name, base)
	}
	for _, set := range settings(base, text) {
		if !b.token(set.value, s, set.key, base) && b.named(set.key, set.value, nil) {
			b.record(Literal{Format: Named, Mask: secret.Mask(set.value), Hash: digest(set.value), Name: set.key, File: base, Pos: b.spanPos(s)})
		}
	}
}

// setting is a line of a configuration.
type setting struct{ key, value string }

var (
	settingLine = regexp.MustCompile(`(?m)^[ \t]*(?:- +|export +)?["']?([A-Za-z_][\w.-]*)["']?[ \t]*[:=][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'#{\[][^\n#]*))`)
	settingPair = regexp.MustCompile(`"([A-Za-z_][\w.-]*)"\s*:\s*"((?:[^"\\\n]|\\.)*)"`)
)

// settings returns the keys and texts of a configuration file, by its name; nothing of other files.
func settings(name, text string) []setting {
	re := settingLine
	switch strings.ToLower(filepath.Ext(name)) {
	case ".json", ".json5", ".jsonc":
		re = settingPair
	case ".yaml", ".yml", ".toml", ".ini", ".env", ".conf", ".cfg", ".properties":
	default:
		return nil
	}
	var out []setting
	for _, m := range re.FindAllStringSubmatch(text, -1) {
		out = append(out, setting{m[1], strings.TrimSpace(strings.Join(m[2:], ""))})
	}
	return out
}

// configWords are words of the names of texts that are configurations.
var configWords = []string{"config", "configuration", "conf", "cfg", "settings", "defaults", "env", "dotenv", "yaml", "yml", "toml", "ini", "properties"}

// configText searches a text that is a configuration by its name and its lines for secrets with the names of such.
func (b *builder) configText(name, text string, s span) {
	if len(text) < 20 || len(text) > maxEmbedded || !strings.Contains(text, "\n") && !strings.HasPrefix(strings.TrimSpace(text), "{") ||
		!isDefaults(name) && !slices.ContainsFunc(secret.Words(name), func(w string) bool { return slices.Contains(configWords, w) }) {
		return
	}
	re := settingLine
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		re = settingPair
	}
	known, defaults := b.in.Models.Secrets, isDefaults(name)
	for _, m := range re.FindAllStringSubmatch(text, -1) {
		key, value := m[1], strings.TrimSpace(strings.Join(m[2:], ""))
		if b.tokenIn(value) == nil && b.named(key, value, nil) {
			b.record(Literal{Format: Named, Mask: secret.Mask(value), Hash: digest(value), Name: key, Pos: b.spanPos(s)})
		} else if defaults && known.Setting(key) == secret.Strong && known.Default(key, value) && known.Says(value, key) && !known.Names(value) {
			b.record(Literal{Format: Standin, Mask: secret.Mask(value), Hash: digest(value), Name: key, Sure: known.Plausible(value), Pos: b.spanPos(s)})
		}
	}
}
