# Targets for developers. "make test" is all that CI runs; it needs Go and make only.
GO ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
NESTED = internal/e2e/golangci

.PHONY: build test bench compare lint fuzz soak docs

build:
	$(GO) build -o bin/apivet ./cmd/apivet

# The samples compile; the nested modules and the root module pass their tests.
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
