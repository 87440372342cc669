package e2e

import (
	"os"
	"os/exec"
	"testing"
)

// TestCrossBuild builds the command for the platforms of releases, as .goreleaser.yaml lists them.
func TestCrossBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("builds six times")
	}
	for _, goos := range []string{"linux", "darwin", "windows"} {
		for _, goarch := range []string{"amd64", "arm64"} {
			cmd := exec.Command("go", "build", "-trimpath", "-o", os.DevNull, "../../cmd/apivet")
			cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=0")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s/%s: %v\n%s", goos, goarch, err, out)
			}
		}
	}
}
