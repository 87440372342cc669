package rule

import (
	"github.com/apivet/apivet/internal/lines"
	"github.com/apivet/apivet/internal/summary"
)

// Sources says where the lines of files were written, by their names as in Range: of those only that have line directives. It is what
// makes a place that is shown of one in a file that the compiler reads.
type Sources map[string]lines.Map

// NewSources returns the sources of the files of packages.
func NewSources(packages ...*summary.Summary) Sources {
	out := Sources{}
	for _, p := range packages {
		for _, w := range p.Written {
			out[p.Files[w.File-1]] = w.Map
		}
	}
	return out
}

// Of returns where a range was written.
func (s Sources) Of(r Range) Range {
	m := s[r.File]
	if m == nil {
		return r
	}
	at, _ := m.Source(stretch(r))
	return Range{File: at.File, Line: int(at.Line), Column: int(at.Col), EndLine: int(at.EndLine), EndColumn: int(at.EndCol)}
}

// Rename returns the sources with other names of files.
func (s Sources) Rename(name func(string) string) Sources {
	out := Sources{}
	for file, m := range s {
		out[name(file)] = m.Rename(name)
	}
	return out
}

// rewritten tells whether some of a range was written in another file.
func (s Sources) rewritten(r Range) bool { return s[r.File].Rewritten(stretch(r)) }

func stretch(r Range) lines.Range {
	return lines.Range{File: r.File, Line: int32(r.Line), Col: int32(r.Column), EndLine: int32(r.EndLine), EndCol: int32(r.EndColumn)}
}

// copied tells whether two findings say the same of code that was written once, and is in what was made of it more than once.
func copied(a, b Finding) bool {
	return a.Read.File != "" && b.Read.File != "" && a.Range == b.Range && a.Rule == b.Rule && a.Check == b.Check && a.Message == b.Message
}
