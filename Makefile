# Targets for developers. "make test" is all that CI runs; it needs Go and make only.
GO ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
NESTED = internal/e2e/golangci

.PHONY: build demo test bench compare lint fuzz soak docs

build:
	$(GO) build -o bin/apivet ./cmd/apivet

# Builds the command and runs it on the sample server. It compiles without optimization and debug information, and hardly collects
# garbage, so that an empty build cache costs two thirds; the server's libraries get the same flags, which shares the standard library.
demo: export CGO_ENABLED = 0
demo: export GOGC = off
demo: export GOMEMLIMIT = 400MiB
demo: export GOFLAGS := $(GOFLAGS) '-gcflags=all=-N -l -dwarf=0' -ldflags=-w
demo:
	@echo "demo: building the standard library (1 of 3); with empty caches, all three steps take a minute or two"
	@$(GO) build go/types net/http encoding/json html/template
	@echo "demo: building apivet (2 of 3)"
	@$(GO) build -o bin/apivet-demo ./cmd/apivet
	@echo "demo: apivet -C testdata/tutorial ./... (3 of 3)"
	@bin/apivet-demo -C testdata/tutorial -exit-zero ./...

# The samples compile; the nested modules and the root module pass their tests. Processes are short, and memory is cheaper than CPU.
test: export GOGC ?= 400
test:
	cd testdata && $(GO) vet ./servers/... ./sqlbuild/... ./hardcodedsecret/... ./corsorigin/...
	$(GO) vet ./...
	cd $(NESTED) && $(GO) test -count=1 ./...
	$(GO) test -timeout 30m ./...

# What the steps cost on the samples. "make compare DIR=folder" sets apivet beside its peers on a server.
bench:
	$(GO) test -run '^$$' -bench . -benchmem ./internal/...

compare:
	internal/bench/compare.sh $(DIR)

lint:
	@test -z "$$(gofmt -l analyzers cmd internal testdata)" || { gofmt -l analyzers cmd internal testdata; echo "run gofmt -w on these files"; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	$(GO) run ./cmd/apivet ./cmd/... ./internal/... ./analyzers/...

fuzz:
	$(GO) test -run '^$$' -fuzz FuzzParse -fuzztime 20s ./internal/model
	$(GO) test -run '^$$' -fuzz FuzzFind -fuzztime 20s ./internal/secret
	$(GO) test -run '^$$' -fuzz FuzzDecode -fuzztime 20s ./internal/summary

# Summarises the standard library and every module in the module cache; takes long.
soak:
	APIVET_SOAK=1 $(GO) test -count=1 -timeout 6h -run TestSoak -v ./internal/program

docs:
	$(GO) test ./internal/docs -update
