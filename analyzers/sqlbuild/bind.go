package sqlbuild

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
)

// bindStyle returns how bind parameters are written: as the event's model says, else as all database drivers that the
// program imports have it; "" if they differ or there are none.
func bindStyle(p *program.Program, e *program.Event) string {
	if e.Entry.Style != "" {
		return e.Entry.Style
	}
	styles := map[string]bool{}
	style := ""
	for _, s := range p.Packages() {
		for _, path := range s.Imports {
			for _, d := range p.Models.Lookup(model.Import, path) {
				styles[d.Style] = true
				style = d.Style
			}
		}
	}
	if len(styles) != 1 {
		return ""
	}
	return style
}
