package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
)

// Version returns the module's version as the go command recorded it in the binary; "devel" for a local build.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

// buildInfo is what "apivet version -json" says.
type buildInfo struct {
	Version  string `json:"version"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Module   string `json:"module"`
	Revision string `json:"revision,omitempty"`
	Time     string `json:"time,omitempty"`
	Modified bool   `json:"modified,omitempty"`
	Rules    int    `json:"rules"`
}

// printVersion is "apivet version [-json]".
func printVersion(a *App, _ context.Context, _ []string, _ io.Reader, stdout, _ io.Writer, args []string) error {
	switch {
	case len(args) == 0:
		_, err := fmt.Fprintln(stdout, "apivet", a.Version)
		return err
	case len(args) > 1 || args[0] != "-json" && args[0] != "--json":
		return usagef("want: apivet version [-json]")
	}
	b := buildInfo{Version: a.Version, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Rules: len(a.Rules)}
	if info, ok := debug.ReadBuildInfo(); ok {
		b.Module = info.Main.Path
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				b.Revision = s.Value
			case "vcs.time":
				b.Time = s.Value
			case "vcs.modified":
				b.Modified = s.Value == "true"
			}
		}
	}
	enc := json.NewEncoder(stdout)
	enc.SetIndent("", "  ")
	return enc.Encode(b)
}
