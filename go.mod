module github.com/apivet/apivet

go 1.26

require (
	github.com/bmatcuk/doublestar/v4 v4.9.1
	github.com/golangci/plugin-module-register v0.1.2
	github.com/rogpeppe/go-internal v1.16.0
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	github.com/securego/gosec/v2 v2.25.0
	go.yaml.in/yaml/v4 v4.0.0
	golang.org/x/mod v0.34.0
	golang.org/x/tools v0.43.0
)

require (
	github.com/ccojocar/zxcvbn-go v1.0.4 // indirect
	golang.org/x/sync v0.20.0 // indirect
	golang.org/x/sys v0.42.0 // indirect
	golang.org/x/text v0.35.0 // indirect
)
