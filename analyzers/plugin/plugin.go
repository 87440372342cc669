// Package plugin is apivet as a module plugin of golangci-lint.
//
// golangci-lint reads every dependency from source for analyzers that declare facts, so these declare none: the first pass
// runs apivet's own driver once for the module, and each pass hands out the findings of its package.
package plugin

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/apivet/apivet/analyzers"
	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/triage"
)

func init() {
	register.Plugin("apivet", New)
}

// New makes the plugin of its settings in the configuration of golangci-lint: the keys of a .apivet.yml.
func New(settings any) (register.LinterPlugin, error) {
	p := &plugin{
		settings: settings,
		loader:   &config.Loader{Rules: analyzers.Suite, Formats: output.Names(), Plugin: true},
		runs:     map[string]func() (*engine.Report, error){},
	}
	if err := p.loader.Map(config.Default(), settings, "."); err != nil {
		return nil, fmt.Errorf("apivet: settings of the plugin: %s", strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	return p, nil
}

type plugin struct {
	settings any
	loader   *config.Loader
	mu       sync.Mutex
	runs     map[string]func() (*engine.Report, error) // by module folder
}

// GetLoadMode says that the passes need no types.
func (p *plugin) GetLoadMode() string { return register.LoadModeSyntax }

// BuildAnalyzers returns one analyzer a rule.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	var out []*analysis.Analyzer
	for _, r := range analyzers.Suite {
		out = append(out, &analysis.Analyzer{
			Name: r.Name,
			Doc:  r.Title,
			URL:  r.URL(),
			Run:  func(pass *analysis.Pass) (any, error) { return nil, p.run(pass, r) },
		})
	}
	return out, nil
}

// run reports the findings of a rule that the package of a pass decides.
func (p *plugin) run(pass *analysis.Pass, r *rule.Rule) error {
	if len(pass.Files) == 0 {
		return nil
	}
	folder := rule.Folder(pass)
	dir := moduleDir(folder)
	if folder == "" || dir == "" {
		return nil
	}
	rep, err := p.report(dir)()
	if err != nil {
		return fmt.Errorf("apivet: %w", err)
	}
	for _, f := range rep.Findings {
		// golangci-lint keeps results by a package's content and imports, so the package that these decide has the finding.
		if f.Rule != r.Name || folder != rep.Dir(cmp.Or(f.Decider, f.Package)) {
			continue
		}
		f.Message = withFlow(f)
		f = inGo(f)
		f.File = absolute(dir, f.File)
		rule.Diagnose(pass, f, false)
	}
	return nil
}

// inGo puts a finding whose code was written in another language into the Go file that was made of it: golangci-lint drops what is in
// other files.
func inGo(f rule.Finding) rule.Finding {
	if f.Read.File == "" || strings.HasSuffix(f.File, ".go") {
		return f
	}
	f.Message = fmt.Sprintf("%s (written at %s:%d)", f.Message, f.File, f.Line)
	f.Range = f.Read
	return f
}

// withFlow puts the flow into the message: golangci-lint makes an issue of its own of each related place.
func withFlow(f rule.Finding) string {
	if len(f.Flow) < 2 {
		return f.Message
	}
	from := f.Flow[0]
	return fmt.Sprintf("%s (from %s:%d: %s)", f.Message, from.File, from.Line, from.Message)
}

// report returns the run of a module, which happens once.
func (p *plugin) report(dir string) func() (*engine.Report, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	run := p.runs[dir]
	if run == nil {
		run = sync.OnceValues(func() (*engine.Report, error) { return p.analyze(dir) })
		p.runs[dir] = run
	}
	return run
}

// analyze runs the driver over a module, with the settings of its .apivet.yml and the plugin's on top.
func (p *plugin) analyze(dir string) (*engine.Report, error) {
	s, err := p.loader.Dir(dir)
	if err != nil {
		return nil, err
	}
	if err := p.loader.Map(s, p.settings, dir); err != nil {
		return nil, err
	}
	models, err := s.ModelSet()
	if err != nil {
		return nil, err
	}
	rep, err := engine.Run(context.Background(), engine.Options{
		Dir: dir, Patterns: s.Patterns(dir), Tags: s.Tags, Tests: s.Tests, CacheDir: s.CacheDir(os.Getenv("APIVET_CACHE")), Models: models, Rules: s.Running(analyzers.Suite),
	})
	if err != nil {
		return nil, err
	}
	// A package that cannot be analysed is not clean, and golangci-lint has no other place to say so.
	if len(rep.Incomplete) > 0 {
		i := rep.Incomplete[0]
		fmt.Fprintf(os.Stderr, "apivet: %d packages not analysed, the first: %s: %s\n", len(rep.Incomplete), i.Package, i.Reason)
	}
	run := triage.NewRun(s, analyzers.Suite, models, dir, rep)
	res := run.Sort()
	if err := run.Compare(&res); err != nil {
		return nil, err
	}
	rep.Findings = res.Shown
	return rep, nil
}

// moduleDir returns the folder of the go.mod at or above a folder; "" if there is none.
func moduleDir(folder string) string {
	for dir := folder; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

func absolute(dir, file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(dir, filepath.FromSlash(file))
}
