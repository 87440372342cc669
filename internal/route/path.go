package route

import (
	"slices"
	"strings"
)

// joinPath puts a path behind a prefix, with one slash between them.
func joinPath(prefix, path string) string {
	switch {
	case prefix == "" || prefix == "/" && path != "":
		if path != "" && path[0] != '/' && prefix == "/" {
			return "/" + path
		}
		return path
	case path == "":
		return prefix
	case strings.HasSuffix(prefix, "/") && strings.HasPrefix(path, "/"):
		return prefix + path[1:]
	case !strings.HasSuffix(prefix, "/") && !strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "${"):
		return prefix + "/" + path
	}
	return prefix + path
}

// splitPattern takes apart a pattern that can begin with a method, as those of net/http: "GET /users/{id}", or with a colon behind it. host is what
// stands before the first slash.
func splitPattern(pattern string) (method, host, path string) {
	if i := strings.IndexAny(pattern, " \t"); i > 0 && isMethod(pattern[:i]) {
		method, pattern = pattern[:i], strings.TrimLeft(pattern[i:], " \t")
	}
	if i := strings.Index(pattern, ":/"); i > 0 && slices.Contains(verbs, title(pattern[:i])) {
		method, pattern = strings.ToUpper(pattern[:i]), pattern[i+1:]
	}
	if i := strings.IndexByte(pattern, '/'); i > 0 && !strings.HasPrefix(pattern, "${") && !strings.Contains(pattern[:i], "{") {
		host, pattern = pattern[:i], pattern[i:]
	}
	return method, host, pattern
}

// title writes a word with its first letter in upper case, and the others in lower case.
func title(word string) string { return strings.ToUpper(word[:1]) + strings.ToLower(word[1:]) }

func isMethod(s string) bool {
	for _, r := range s {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return s != ""
}

// below tells whether a path is one of those below a prefix.
func below(path, prefix string) bool {
	prefix = strings.TrimSuffix(prefix, "/")
	if prefix == "" {
		return true
	}
	return strings.HasPrefix(path, prefix)
}

// clean makes a full path begin with a slash.
func clean(path string) string {
	path = strings.ReplaceAll(path, "//", "/")
	if path == "" || path[0] != '/' && !strings.HasPrefix(path, "${") {
		return "/" + path
	}
	return path
}

// matches tells whether a pattern of paths, in which a star stands for any text and ":name" for a part, matches a path; an empty
// one matches all.
func matches(pattern, path string) bool {
	if pattern == "" || pattern == "*" || pattern == "/*" {
		return true
	}
	ps, parts := strings.Split(strings.Trim(pattern, "/"), "/"), strings.Split(strings.Trim(path, "/"), "/")
	for i, p := range ps {
		switch {
		case strings.HasPrefix(p, "*") || strings.Contains(p, "${"):
			return true
		case i >= len(parts):
			return false
		case strings.HasPrefix(p, ":") || p == parts[i] || strings.Contains(parts[i], "${"):
		case strings.HasSuffix(p, "*") && strings.HasPrefix(parts[i], p[:len(p)-1]):
		default:
			return false
		}
	}
	return len(ps) == len(parts)
}
