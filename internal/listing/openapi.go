package listing

import (
	"io"
	"regexp"
	"slices"
	"strings"
)

// The parts of an OpenAPI document that are written.
type (
	openAPI struct {
		OpenAPI    string                          `json:"openapi"`
		Info       map[string]string               `json:"info"`
		Paths      map[string]map[string]operation `json:"paths"`
		Components map[string]any                  `json:"components,omitempty"`
	}
	operation struct {
		ID         string              `json:"operationId"`
		Summary    string              `json:"summary"`
		Parameters []parameter         `json:"parameters,omitempty"`
		Security   []map[string][]any  `json:"security"`
		Responses  map[string]response `json:"responses"`
		Layers     map[string]string   `json:"x-apivet-layers"`
		At         string              `json:"x-apivet-registered,omitempty"`
		Also       []string            `json:"x-apivet-also,omitempty"` // other handlers of the same method and path
	}
	parameter struct {
		Name     string            `json:"name"`
		In       string            `json:"in"`
		Required bool              `json:"required"`
		Schema   map[string]string `json:"schema"`
	}
	response struct {
		Description string `json:"description"`
	}
)

// anyMethod are the operations that a route for any method is written as.
var anyMethod = []string{"get", "put", "post", "delete", "patch"}

// operations are the methods that OpenAPI knows.
var operations = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// OpenAPI writes the paths with their security: a route that authenticates asks for it, one where that is optional or depends on
// a condition asks for it or for nothing. Remote procedures, and methods that OpenAPI does not know, are left out.
func OpenAPI(w io.Writer, d *Document) error {
	doc := openAPI{
		OpenAPI: "3.1.0", Info: map[string]string{"title": "Routes", "version": "1"}, Paths: map[string]map[string]operation{},
	}
	ids := map[string]int{}
	for i := range d.Routes {
		r := &d.Routes[i]
		methods := []string{strings.ToLower(r.Method)}
		if r.Method == "*" {
			methods = anyMethod
		}
		path, params := pathTemplate(r.Path)
		for _, m := range methods {
			if !slices.Contains(operations, m) {
				continue
			}
			if doc.Paths[path] == nil {
				doc.Paths[path] = map[string]operation{}
			}
			if first, ok := doc.Paths[path][m]; ok {
				first.Also = append(first.Also, r.Handler)
				doc.Paths[path][m] = first
				continue
			}
			doc.Paths[path][m] = r.operation(m, path, params, ids)
		}
	}
	if d.count("auth", "no") < len(d.Routes) {
		doc.Components = map[string]any{"securitySchemes": map[string]any{
			"auth": map[string]string{"type": "http", "scheme": "bearer", "description": "what the middleware asks for; the scheme stands for any"},
		}}
	}
	return writeJSON(w, doc)
}

func (r *Route) operation(method, path string, params []string, ids map[string]int) operation {
	id := method + strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			return c
		}
		return '_'
	}, path)
	if ids[id]++; ids[id] > 1 {
		id += "_" + strings.Repeat("x", ids[id]-1)
	}
	op := operation{
		ID: id, Summary: r.Handler, Responses: map[string]response{"default": {"what the handler answers"}}, Layers: map[string]string{},
		At: at(r.Registered.File, r.Registered.Line), Security: []map[string][]any{},
	}
	for _, p := range params {
		op.Parameters = append(op.Parameters, parameter{p, "path", true, map[string]string{"type": "string"}})
	}
	asks := map[string][]any{"auth": {}}
	switch r.Layers["auth"].Verdict {
	case "yes":
		op.Security = append(op.Security, asks)
	case "optional", "conditional":
		op.Security = append(op.Security, asks, map[string][]any{})
	}
	for _, c := range columns() {
		if v := r.Layers[c.Layer].Verdict; v != "no" {
			op.Layers[c.Layer] = v
		}
	}
	return op
}

// A part of a path that stands for a parameter, in the ways in which routers write it: {id}, {id:[0-9]+}, {path...}, ${name},
// :id, :id?, *path.
var parameterPart = regexp.MustCompile(`\$?\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|:(\w+)\??|[*+](\w*)`)

// pathTemplate is a path in the form of OpenAPI with the names of its parameters.
func pathTemplate(path string) (string, []string) {
	var params []string
	path = strings.ReplaceAll(path, "{$}", "")
	out := parameterPart.ReplaceAllStringFunc(path, func(part string) string {
		m := parameterPart.FindStringSubmatch(part)
		name, _, _ := strings.Cut(m[1]+m[2]+m[3], ":")
		name = strings.Trim(strings.TrimSuffix(name, "..."), "*$?^")
		if name == "" {
			name = "rest"
		}
		for base, n := name, 2; slices.Contains(params, name); n++ {
			name = base + strings.Repeat("_", n-1)
		}
		params = append(params, name)
		return "{" + name + "}"
	})
	if !strings.HasPrefix(out, "/") {
		out = "/" + out
	}
	return out, params
}
