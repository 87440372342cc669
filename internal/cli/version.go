package cli

import "runtime/debug"

// Version returns the module's version as the go command recorded it in the binary; "devel" for a local build.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}
