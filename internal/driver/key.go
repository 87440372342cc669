package driver

import (
	"crypto/sha256"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// maxEmbed is the size up to which embedded files count, in bytes: larger ones are not searched for secrets.
const maxEmbed = 256 << 10

// computeKeys gives each package the key of its summary: a hash of all that can change it. Dependencies come first in
// g.packages, so their keys are there.
func (g *graph) computeKeys(cfg *Config) {
	base := sha256.New()
	fmt.Fprintf(base, "%s\x00%s\x00%s\x00", cfg.Salt, runtime.Version(), strings.Join(cfg.Tags, ","))
	for _, name := range []string{"GOOS", "GOARCH", "CGO_ENABLED", "GOFLAGS", "GOEXPERIMENT"} {
		fmt.Fprintf(base, "%s=%s\x00", name, lookupEnv(g.env, name))
	}
	fmt.Fprintf(base, "%s/%s\x00%v\x00", build.Default.GOOS, build.Default.GOARCH, cfg.Tests)
	for _, data := range g.environs {
		sum := sha256.Sum256(data)
		base.Write(sum[:])
	}
	salt := base.Sum(nil)
	for _, p := range g.packages {
		h := sha256.New()
		h.Write(salt)
		// The names of files in a summary start from the analysed folder, so that a copy of a program elsewhere has the same keys.
		fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\x00", p.path, p.module, p.goVersion, shownName(cfg.Dir, p.dir))
		for _, f := range p.files {
			sum := sha256.Sum256(f.data)
			fmt.Fprintf(h, "%s\x00%x\x00", filepath.Base(f.name), sum)
			if f.lines != nil { // It also tells which of the files that directives lead to are there.
				fmt.Fprintf(h, "%v\x00", f.lines.Rename(func(name string) string { return shownName(cfg.Dir, name) }))
			}
		}
		for _, name := range p.embeds {
			if st, err := os.Stat(name); err == nil && st.Size() <= maxEmbed {
				data, _ := os.ReadFile(name) // what cannot be read is not looked at either
				sum := sha256.Sum256(data)
				fmt.Fprintf(h, "%s\x00%x\x00", filepath.Base(name), sum)
			}
		}
		for _, d := range p.imports {
			h.Write(d.key[:])
		}
		h.Sum(p.key[:0])
	}
}
