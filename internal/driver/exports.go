package driver

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"slices"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// importExports reads the export data of all packages outside that the stale ones import, before any worker starts.
func (c *checker) importExports() error {
	seen := map[string]bool{}
	var paths []string
	for _, p := range c.g.packages {
		if p.state.need == nothing {
			continue
		}
		for _, path := range p.external {
			if !seen[path] {
				seen[path] = true
				paths = append(paths, path)
			}
		}
	}
	if len(paths) == 0 {
		return nil
	}
	c.cfg.progress(fmt.Sprintf("building %d dependencies for their types", len(paths)), 0, 0)
	if err := c.readExports(paths); err != nil {
		return err
	}
	// A module from elsewhere may import packages of this one. Its types are then those of their export data, for all.
	asked := map[string]bool{}
	for {
		paths = nil
		for path := range c.exports {
			if c.g.byPath[path] != nil && !asked[path] {
				asked[path] = true
				paths = append(paths, path)
			}
		}
		if len(paths) == 0 {
			return nil
		}
		slices.Sort(paths)
		if err := c.readExports(paths); err != nil {
			return err
		}
	}
}

// readExports reads the export data of packages.
func (c *checker) readExports(paths []string) error {
	listed, err := c.g.list(c.ctx, packages.NeedName|packages.NeedExportFile, paths)
	if err != nil {
		return err
	}
	for _, p := range listed {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		if len(p.Errors) > 0 {
			c.report(p.PkgPath, explain(p.Errors[0]))
		}
		if p.ExportFile == "" {
			continue
		}
		if err := c.importExport(p); err != nil {
			c.report(p.PkgPath, err.Error())
		}
	}
	return nil
}

func (c *checker) importExport(p *packages.Package) error {
	data, err := os.ReadFile(p.ExportFile)
	if err != nil {
		return fmt.Errorf("reading export data: %w", err)
	}
	r, err := gcexportdata.NewReader(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("reading export data: %w", err)
	}
	if _, err = gcexportdata.Read(r, c.fset, c.exports, p.PkgPath); err != nil {
		return fmt.Errorf("the go command's export data is newer than this apivet understands; rebuild apivet with %s: %w", runtime.Version(), err)
	}
	return nil
}
