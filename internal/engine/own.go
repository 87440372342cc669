package engine

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// unnamed returns the user's lines that speak of a function of one of the program's packages that the program neither has
// nor calls: of a method that was renamed, or a name that was misspelled.
func unnamed(models *model.Set, pkgs []*summary.Summary) []model.Entry {
	own := models.OwnFuncs()
	if len(own) == 0 {
		return nil
	}
	packages, known := map[string]bool{}, map[string]bool{}
	for _, s := range pkgs {
		packages[s.Path] = true
		for _, fn := range s.Funcs {
			known[fn.Name] = true
			for i := range fn.Calls {
				known[fn.Calls[i].Callee] = true
			}
		}
	}
	var out []model.Entry
	for _, e := range own {
		if packages[e.Package] && !known[e.Symbol] {
			out = append(out, e)
		}
	}
	return out
}
