package program

import (
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

// tagged is restricted text where the struct field at the end of path has a validator tag that allows only harmless
// values and the program validates.
func (q *Query) tagged(path string) *Value {
	last := ""
	for path != "" {
		var e string
		e, path = summary.First(path)
		if !summary.IsIndex(e) {
			last = strings.TrimSuffix(e, summary.PathEnd)
		}
	}
	for _, t := range q.p.tags[last] {
		if t.Key == "validate" && !q.p.validate {
			continue
		}
		if t.Key == "enum" || restrictingTag(t.Value) {
			return &Value{Kind: Restricted, Text: t.Key + ":" + t.Value}
		}
	}
	return nil
}

// restrictingTags are the rules of validators that leave no text which could change a statement.
var restrictingTags = map[string]bool{
	"oneof": true, "oneofci": true, "eq": true, "uuid": true, "uuid3": true, "uuid4": true, "uuid5": true, "uuid_rfc4122": true, "alphanum": true,
	"alpha": true, "numeric": true, "number": true, "boolean": true, "datetime": true, "ip": true, "ipv4": true, "ipv6": true, "hexadecimal": true,
	"ulid": true, "mongodb": true, "iso3166_1_alpha2": true, "iso4217": true, "int": true, "in": true,
}

func restrictingTag(value string) bool {
	for _, alt := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ';' }) {
		name, _, _ := strings.Cut(alt, "=")
		if i := strings.IndexByte(name, '('); i >= 0 {
			name = name[:i]
		}
		if restrictingTags[strings.TrimSpace(name)] && !strings.Contains(alt, "|") {
			return true
		}
	}
	return false
}
