// Package engine runs rules over a directory with the standalone driver: it is what the command and the golangci-lint
// plugin have in common.
package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/apivet/apivet/internal/driver"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/summary"
)

// Options says what to analyse, and with what.
type Options struct {
	Dir      string
	Patterns []string
	Tags     []string
	Tests    bool
	Env      []string
	CacheDir string // "" for none
	Models   *model.Set
	Rules    []*rule.Rule
	Progress func(phase string, done, total int) // may be nil
}

// Report is what was found, and in what.
type Report struct {
	*driver.Result
	Findings []rule.Finding
	Cuts     []string // places where a budget ran out
}

// Run loads, summarises, links and asks. It returns an error when nothing could be analysed; what could not be analysed
// among the rest is in the report.
func Run(ctx context.Context, o Options) (*Report, error) {
	reused := rule.Reused(o.Rules)
	res, err := driver.Run(ctx, driver.Config{
		Dir: o.Dir, Patterns: o.Patterns, Tags: o.Tags, Tests: o.Tests, Env: o.Env, CacheDir: o.CacheDir,
		Salt: buildID() + o.Models.Hash() + strings.Join(reused, ","),
		Summarize: func(u *driver.Unit) driver.Encoder {
			in := &summary.Input{
				Fset: u.Fset, Files: u.Files, Types: u.Types, Info: u.Info, SSA: u.SSA, Lines: u.Lines, Dir: u.Dir,
				Filename: u.Filename, Internal: u.Internal, Models: o.Models, ReadFile: u.ReadFile,
			}
			rule.Reuse(in, reused)
			return summary.Summarize(in)
		},
		Decode:   func(data []byte) (driver.Encoder, error) { return summary.Decode(data) },
		Progress: o.Progress,
	})
	if err != nil {
		return nil, err
	}
	rep := &Report{Result: res}
	var results []rule.Result
	for _, u := range res.Universes {
		results = append(results, rep.check(o, u)...)
	}
	found := rule.Merge(results)
	rep.Findings, rep.Cuts = found.Findings, found.Cuts
	rule.Fill(rep.Findings, func(file string) ([]byte, error) {
		if !filepath.IsAbs(file) {
			file = filepath.Join(o.Dir, filepath.FromSlash(file))
		}
		return os.ReadFile(file)
	}, o.Models.Secrets.Holds)
	return rep, nil
}

// Dir returns the folder of an analysed package; "" if there is none of that path.
func (r *Report) Dir(path string) string {
	for _, u := range r.Universes {
		for _, p := range u.Packages {
			if p.Path == path {
				return p.Dir
			}
		}
	}
	return ""
}

// check links each program of a universe and asks the rules.
func (r *Report) check(o Options, u driver.Universe) []rule.Result {
	var sums []*summary.Summary
	for _, p := range u.Packages {
		s := p.Summary.(*summary.Summary)
		sums = append(sums, s)
		for _, d := range s.Dropped {
			r.Incomplete = append(r.Incomplete, driver.Incomplete{Package: p.Path, Reason: "function left out: " + d})
		}
		for _, f := range s.Failed {
			r.Incomplete = append(r.Incomplete, driver.Incomplete{Package: p.Path, Reason: "analyzer left out: " + f})
		}
	}
	tell := func(phase string, done, total int) {
		if o.Progress != nil {
			o.Progress(phase, done, total)
		}
	}
	for _, e := range unnamed(o.Models, sums) {
		r.Warnings = append(r.Warnings, fmt.Sprintf("%s:%d: the program has no function %s; the line says nothing", e.File, e.Line, e.Symbol))
	}
	var results []rule.Result
	programs, before := program.Programs(sums), newAsked(sums)
	for n, pkgs := range programs {
		tell("linking packages", 0, 0)
		prog := program.Link(o.Models, pkgs)
		res := rule.RunEach(prog, o.Rules, func(i int) { tell("checking "+o.Rules[i].Name, n*len(o.Rules)+i, len(programs)*len(o.Rules)) })
		res.Findings = inside(slices.DeleteFunc(res.Findings, before.knows), u)
		before.add(prog)
		results = append(results, res)
	}
	return results
}

// buildID identifies the running binary by its content, so that another build never reads this one's summaries.
var buildID = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return "unknown"
	}
	f, err := os.Open(name)
	if err != nil {
		return "unknown"
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "unknown"
	}
	return hex.EncodeToString(h.Sum(nil))
})
