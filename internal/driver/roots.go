package driver

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// root is a directory from which packages are loaded in one universe.
type root struct {
	dir      string
	patterns []string
	noWork   bool // load outside the workspace
}

// findRoots returns the roots to load: the given patterns as they are, or without patterns every module at and below the
// directory, those of a workspace together.
func findRoots(cfg *Config) ([]root, error) {
	if len(cfg.Patterns) > 0 && !slices.Equal(cfg.Patterns, []string{"./..."}) {
		return []root{{dir: cfg.Dir, patterns: cfg.Patterns}}, nil
	}
	mods, err := modulesBelow(cfg.Dir)
	if err != nil {
		return nil, err
	}
	above := enclosingModule(cfg.Dir)
	work, used := workspace(cfg.Dir, cfg.Env)
	var roots []root
	if work != "" {
		r := root{dir: cfg.Dir}
		for _, d := range used {
			if rel, err := filepath.Rel(cfg.Dir, d); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
				r.patterns = append(r.patterns, "./"+filepath.ToSlash(filepath.Join(rel, "..."+"")))
			}
		}
		if slices.Contains(used, above) && len(r.patterns) == 0 {
			r.patterns = []string{"./..."}
		}
		if len(r.patterns) > 0 {
			roots = append(roots, r)
		}
	}
	if above != "" && above != cfg.Dir && !slices.Contains(used, above) {
		roots = append(roots, root{dir: cfg.Dir, patterns: []string{"./..."}})
	}
	for _, m := range mods {
		if !slices.Contains(used, m) {
			roots = append(roots, root{dir: m, patterns: []string{"./..."}, noWork: work != ""})
		}
	}
	if len(roots) == 0 {
		return nil, fmt.Errorf("%w: there is no go.mod in %s, above it or below it; name the folder of a Go module with -C", ErrNoPackages, cfg.Dir)
	}
	return roots, nil
}

// whole tells whether all packages of the modules are asked for: the directory is no folder inside a module.
func whole(cfg *Config) bool {
	if len(cfg.Patterns) > 0 && !slices.Equal(cfg.Patterns, []string{"./..."}) {
		return false
	}
	above := enclosingModule(cfg.Dir)
	return above == "" || above == cfg.Dir
}

// modulesBelow returns the directories with a go.mod at and below dir, sorted, without those that the go command
// ignores.
func modulesBelow(dir string) ([]string, error) {
	var mods []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrPermission) && path != dir {
				return fs.SkipDir
			}
			return err
		}
		if d.IsDir() {
			name := d.Name()
			if path != dir && (name == "vendor" || name == "testdata" || name == "node_modules" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return fs.SkipDir
			}
			return nil
		}
		if d.Name() == "go.mod" {
			mods = append(mods, filepath.Dir(path))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for modules: %w", err)
	}
	slices.Sort(mods)
	return mods, nil
}

// enclosingModule returns the directory of the go.mod at or above dir; "" if there is none.
func enclosingModule(dir string) string {
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

// workspace returns the go.work file in force for dir and the directories of its modules; "" if there is none.
func workspace(dir string, env []string) (file string, used []string) {
	file = lookupEnv(env, "GOWORK")
	if file == "off" {
		return "", nil
	}
	for d := dir; file == ""; d = filepath.Dir(d) {
		if f := filepath.Join(d, "go.work"); exists(f) {
			file = f
		} else if d == filepath.Dir(d) {
			return "", nil
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", nil
	}
	w, err := modfile.ParseWork(file, data, nil)
	if err != nil {
		return "", nil // the go command reports it
	}
	for _, u := range w.Use {
		d := filepath.FromSlash(u.Path)
		if !filepath.IsAbs(d) {
			d = filepath.Join(filepath.Dir(file), d)
		}
		used = append(used, filepath.Clean(d))
	}
	return file, used
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func lookupEnv(env []string, name string) string {
	if env == nil {
		return os.Getenv(name)
	}
	value := ""
	for _, kv := range env {
		if k, v, _ := strings.Cut(kv, "="); k == name {
			value = v
		}
	}
	return value
}
