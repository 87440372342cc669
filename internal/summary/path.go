package summary

import "strings"

// maxPath is the number of elements that an access path within one function keeps.
const maxPath = 6

// splitPath cuts a path into its elements, each still ended by PathEnd.
func splitPath(path string) []string {
	var elems []string
	for path != "" {
		i := strings.Index(path, PathEnd) + len(PathEnd)
		elems = append(elems, path[:i])
		path = path[i:]
	}
	return elems
}

// First cuts the first element, PathEnd included, off a path that is not empty.
func First(path string) (elem, rest string) {
	i := strings.Index(path, PathEnd) + len(PathEnd)
	return path[:i], path[i:]
}

// IsIndex tells whether a path element is an element of a container rather than a field.
func IsIndex(elem string) bool { return strings.HasPrefix(elem, "[") }

// Meet compares two elements: whether they may be, and whether they must be, the same place.
func Meet(a, b string) (may, must bool) {
	if a == b {
		return true, a != Elem+PathEnd
	}
	if IsIndex(a) && IsIndex(b) {
		return a == Elem+PathEnd || b == Elem+PathEnd, false
	}
	return false, false
}

// Disjoint tells whether a store to path a can never be seen by a read of path b.
func Disjoint(a, b string) bool {
	for a != "" && b != "" {
		var x, y string
		x, a = First(a)
		y, b = First(b)
		if y == Key+PathEnd && IsIndex(x) {
			return false // a store to an element brings a key
		}
		if may, _ := Meet(x, y); !may {
			return true
		}
	}
	return false
}
