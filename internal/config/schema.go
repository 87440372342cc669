package config

import (
	"encoding"
	"encoding/json"
	"strings"
)

// object is a JSON object with its members in order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return []byte(b.String()), nil
}

// SchemaID is where the schema is published.
const SchemaID = "https://raw.githubusercontent.com/apivet/apivet/main/docs/apivet.schema.json"

// Schema returns the JSON Schema (draft 2020-12) of the configuration.
func (l *Loader) Schema() ([]byte, error) {
	o := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", SchemaID},
		{"title", ".apivet.yml, the configuration of apivet"},
		{"type", []string{"object", "null"}},
		{"additionalProperties", false},
		{"properties", l.properties("")},
		{"$defs", object{
			{"list", object{{"oneOf", []any{object{{"type", "string"}}, object{{"type", "array"}, {"items", object{{"type", "string"}}}}, object{{"type", "null"}}}}}},
			{"severity", object{{"enum", severityWords}}},
			{"precision", object{{"enum", precisionWords}}},
			{"truth", object{{"enum", []any{true, false, "on", "off"}}}},
			{"rule", l.ruleSchema()},
			{"rules", l.rulesSchema()},
			{"paths", pathsSchema()},
		}},
	}
	data, err := json.MarshalIndent(o, "", "  ")
	return append(data, '\n'), err
}

func (l *Loader) properties(prefix string) object {
	var out object
	keys := l.Keys()
	for _, name := range below(keys, prefix) {
		leaf := false
		for i := range keys {
			if keys[i].Path == prefix+name {
				leaf = true
				out = append(out, member{name, keySchema(&keys[i])})
			}
		}
		if !leaf {
			out = append(out, member{name, object{{"type", []string{"object", "null"}}, {"additionalProperties", false}, {"properties", l.properties(prefix + name + ".")}}})
		}
	}
	return out
}

// keySchema is the schema of one key's value.
func keySchema(k *Key) object {
	o := object{{"description", k.Doc + "."}}
	ref := func(name string) object { return append(o, member{"$ref", "#/$defs/" + name}) }
	switch field := k.field(&Settings{}).(type) {
	case *bool:
		return ref("truth")
	case *[]Switch:
		return ref("rules")
	case *[]PathRules:
		return ref("paths")
	case *[]Output:
		one := object{{"type", "string"}, {"pattern", "^(" + strings.Join(k.Enum, "|") + ")(=.+)?$"}}
		return append(o, member{"oneOf", []any{one, object{{"type", "array"}, {"items", one}}}})
	case encoding.TextUnmarshaler, *string, *File:
		_ = field
		if k.Enum != nil {
			return append(o, member{"enum", k.Enum})
		}
		return append(o, member{"type", "string"})
	}
	return ref("list")
}

func (l *Loader) ruleSchema() object {
	return object{{"oneOf", []any{
		object{{"$ref", "#/$defs/truth"}},
		object{{"type", "object"}, {"additionalProperties", false}, {"properties", object{
			{"on", object{{"$ref", "#/$defs/truth"}}},
			{"severity", object{{"$ref", "#/$defs/severity"}}},
			{"precision", object{{"$ref", "#/$defs/precision"}}},
		}}},
	}}}
}

// rulesSchema lists the rules and checks as keys, so that editors complete them.
func (l *Loader) rulesSchema() object {
	props := object{{All, object{{"description", "Every rule."}, {"$ref", "#/$defs/rule"}}}}
	for _, r := range l.Rules {
		props = append(props, member{r.Name, object{{"description", r.Title + "."}, {"$ref", "#/$defs/rule"}}})
		for _, c := range r.Checks {
			props = append(props, member{r.Name + "/" + c.Name, object{{"description", c.Title + "."}, {"$ref", "#/$defs/rule"}}})
		}
	}
	return object{{"type", []string{"object", "null"}}, {"additionalProperties", false}, {"properties", props}}
}

func pathsSchema() object {
	return object{{"type", []string{"array", "null"}}, {"items", object{
		{"type", "object"}, {"additionalProperties", false}, {"required", []string{"path"}}, {"minProperties", 2},
		{"properties", object{
			{"path", object{{"description", "A pattern of paths, or a list of them."}, {"$ref", "#/$defs/list"}}},
			{"rules", object{{"$ref", "#/$defs/rules"}}},
			{"severity", object{{"$ref", "#/$defs/severity"}}},
			{"precision", object{{"$ref", "#/$defs/precision"}}},
		}},
	}}}
}
