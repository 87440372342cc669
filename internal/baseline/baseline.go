// Package baseline remembers the findings of a code base, so that only new ones are shown.
//
// An entry names a finding by its content, its file and the declaration that it is in, and counts; it holds no line number. A
// finding is known as long as there are entries for it, looked for from near to far:
//
//  1. with the same content in the same declaration of the same file,
//  2. in a declaration of the same name in another file: a function was moved, or a file renamed,
//  3. in another declaration of the same file: a function was renamed,
//  4. anywhere, if the entry's file is gone.
//
// An entry of a file that this run did not look at is only taken by 1. What is left over was fixed.
package baseline

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/rule"
)

// Baseline is what is remembered.
type Baseline struct {
	Version int     `json:"version"`
	Tool    string  `json:"tool"`
	Entries []Entry `json:"findings"`
}

// Entry is one or several findings of the same content in one place.
type Entry struct {
	Rule     string `json:"rule"` // with its check
	File     string `json:"file"` // relative to the baseline's folder, with "/"
	Function string `json:"function,omitempty"`
	Message  string `json:"message"` // for readers
	Content  string `json:"content"`
	Count    int    `json:"count"`
}

// version is that of the format. A reader of one version reads no later one.
const version = 1

// New makes a baseline of findings, whose file names it turns into those of the baseline.
func New(tool string, findings []rule.Finding, name func(file string) string) *Baseline {
	b := &Baseline{Version: version, Tool: tool, Entries: []Entry{}}
	at := map[Entry]int{}
	for i := range findings {
		f := &findings[i]
		e := Entry{Rule: f.ID(), File: name(f.File), Function: f.Function, Content: f.Content}
		n, ok := at[e]
		if !ok {
			n = len(b.Entries)
			at[e] = n
			e.Message = f.Message
			b.Entries = append(b.Entries, e)
		}
		b.Entries[n].Count++
	}
	b.sort()
	return b
}

func (b *Baseline) sort() {
	slices.SortStableFunc(b.Entries, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Function, y.Function), cmp.Compare(x.Content, y.Content))
	})
}

// Read reads a baseline's file.
func Read(name string) (*Baseline, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read the baseline, which \"apivet -write-baseline %s\" writes: %w", filepath.Base(name), err)
	}
	b := &Baseline{}
	if err := json.Unmarshal(data, b); err != nil {
		return nil, fmt.Errorf("%s is no baseline: %w", name, err)
	}
	if b.Version != version {
		return nil, fmt.Errorf("%s is a baseline of version %d, and this apivet reads version %d; write it anew", name, b.Version, version)
	}
	for _, e := range b.Entries {
		if e.Content == "" || e.Count < 1 {
			return nil, fmt.Errorf("%s is damaged: an entry of %s in %s has no content or count; write it anew", name, e.Rule, e.File)
		}
	}
	return b, nil
}

// Encode is what stands in the file.
func (b *Baseline) Encode() ([]byte, error) {
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(b)
	return []byte(out.String()), err
}

// Looked says what a run knows of the files that entries name.
type Looked struct {
	Name func(file string) string // a finding's file as entries name it
	At   func(file string) bool   // an entry's file was looked at
	Gone func(file string) bool   // an entry's file is not there any more
}

// Split sorts findings into those that are known and those that are new, and returns the entries that no finding took,
// with what is left of their counts, whose files were looked at or are gone.
func (b *Baseline) Split(findings []rule.Finding, l Looked) (known, fresh []rule.Finding, fixed []Entry) {
	left := make([]int, len(b.Entries))
	byContent := map[string][]int{}
	for i, e := range b.Entries {
		left[i] = e.Count
		byContent[e.Content] = append(byContent[e.Content], i)
	}
	taken := make([]bool, len(findings))
	for distance := 1; distance <= 4; distance++ {
		for i := range findings {
			f := &findings[i]
			if taken[i] {
				continue
			}
			for _, n := range byContent[f.Content] {
				if e := &b.Entries[n]; left[n] > 0 && e.Rule == f.ID() && near(e, f, l, distance) {
					left[n]--
					taken[i] = true
					break
				}
			}
		}
	}
	for i := range findings {
		if taken[i] {
			known = append(known, findings[i])
		} else {
			fresh = append(fresh, findings[i])
		}
	}
	for i, e := range b.Entries {
		if left[i] > 0 && (l.At(e.File) || l.Gone(e.File)) {
			e.Count = left[i]
			fixed = append(fixed, e)
		}
	}
	return known, fresh, fixed
}

// near tells whether an entry is for a finding at a distance, as the package comment counts.
func near(e *Entry, f *rule.Finding, l Looked, distance int) bool {
	sameFile, sameFunction := e.File == l.Name(f.File), e.Function == f.Function
	switch distance {
	case 1:
		return sameFile && sameFunction
	case 2:
		return sameFunction && (l.At(e.File) || l.Gone(e.File))
	case 3:
		return sameFile
	}
	return l.Gone(e.File)
}

// Without returns the baseline without entries that were fixed.
func (b *Baseline) Without(fixed []Entry) *Baseline {
	type place struct{ rule, file, function, content string }
	gone := map[place]int{}
	for _, e := range fixed {
		gone[place{e.Rule, e.File, e.Function, e.Content}] += e.Count
	}
	out := &Baseline{Version: version, Tool: b.Tool, Entries: []Entry{}}
	for _, e := range b.Entries {
		p := place{e.Rule, e.File, e.Function, e.Content}
		n := min(gone[p], e.Count)
		gone[p] -= n
		if e.Count -= n; e.Count > 0 {
			out.Entries = append(out.Entries, e)
		}
	}
	return out
}
