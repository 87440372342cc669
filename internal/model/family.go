package model

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// relative is a package that lines speak of, with the major version of its module.
type relative struct {
	path  string
	major int
}

// majorElement is an element of an import path that is a major version: no module has v0 or v1 there.
var majorElement = regexp.MustCompile(`^v([2-9]|[1-9][0-9]+)$`)

// gopkgName is an element of a path of gopkg.in that ends in a major version.
var gopkgName = regexp.MustCompile(`^(.+)\.v([0-9]+)$`)

// family splits an import path into what the packages of all majors of a module have in common, and the major, which is 1 where the
// path names none. Paths of gopkg.in are those of the repository that they lead to (gopkg.in/yaml.v3 is github.com/go-yaml/yaml).
func family(path string) (common string, major int) {
	elems := strings.Split(path, "/")
	if elems[0] == "gopkg.in" {
		return gopkg(elems)
	}
	major = 1
	kept := elems[:0]
	for _, e := range elems {
		if majorElement.MatchString(e) {
			major, _ = strconv.Atoi(e[1:])
			continue
		}
		kept = append(kept, e)
	}
	return strings.Join(kept, "/"), major
}

// gopkg is family of the elements of a path of gopkg.in: gopkg.in/pkg.v3 leads to github.com/go-pkg/pkg, gopkg.in/user/pkg.v3 to
// github.com/user/pkg, as https://gopkg.in says.
func gopkg(elems []string) (common string, major int) {
	major = 1
	for i, e := range elems[1:min(3, len(elems))] {
		m := gopkgName.FindStringSubmatch(e)
		if m == nil {
			continue
		}
		major, _ = strconv.Atoi(m[2])
		owner := "go-" + m[1]
		if i == 1 {
			owner = elems[1]
		}
		return strings.Join(append([]string{"github.com", owner, m[1]}, elems[i+2:]...), "/"), major
	}
	return strings.Join(elems, "/"), major
}

// Relatives returns the packages of other majors of the module of a package that lines speak of, if the package needs them, since none
// but the user's lines, and those that say that there are more, speak of it: the next lower majors first, then the next higher ones.
func (s *Set) Relatives(path string) []string {
	if slices.ContainsFunc(s.of[path], func(at int32) bool { return !s.lines[at].Own && !s.lines[at].More }) {
		return nil
	}
	common, major := family(path)
	found := slices.DeleteFunc(slices.Clone(s.families[common]), func(r relative) bool { return r.path == path })
	slices.SortFunc(found, func(a, b relative) int {
		return cmp.Or(cmp.Compare(distance(a.major, major), distance(b.major, major)), cmp.Compare(a.path, b.path))
	})
	var out []string
	for _, r := range found {
		out = append(out, r.path)
	}
	return out
}

// distance orders majors by how near they are to another one: any lower one is nearer than the higher ones.
func distance(major, to int) int {
	if major <= to {
		return to - major
	}
	return to + major
}

// relate notes the package of a line, given with its place.
func (s *Set) relate(e *Entry, at int32) {
	if e.Target > Import || e.Package == "" {
		return
	}
	if s.of[e.Package] == nil {
		common, major := family(e.Package)
		s.families[common] = append(s.families[common], relative{e.Package, major})
		for _, name := range packageNames(e.Package) {
			s.named[name] = append(s.named[name], e.Package)
		}
	}
	s.of[e.Package] = append(s.of[e.Package], at)
}
