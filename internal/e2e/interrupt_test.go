//go:build unix

package e2e

import (
	"bytes"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// TestInterrupt: a run that is interrupted, at whatever moment, ends at once, and leaves a cache that the next run can use.
func TestInterrupt(t *testing.T) {
	want := standalone(t, "-cache", "off", "-format", "json", "./servers/...")
	cache := t.TempDir()
	stopped := 0
	for _, after := range []time.Duration{20, 150, 400, 700, 1000} {
		cmd := exec.Command(binary, "-C", samples, "-cache", cache, "-format", "json", "./servers/...")
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(after * time.Millisecond)
		sent := time.Now()
		_ = cmd.Process.Signal(syscall.SIGINT)
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code == 3 && bytes.Equal(stdout.Bytes(), want) {
			continue // it was done already
		} else if code != 1 && code != -1 {
			t.Errorf("exit code %d after %d ms: %s", code, after, stderr.String())
		}
		stopped++
		if took := time.Since(sent); took > 5*time.Second {
			t.Errorf("it took %v to stop", took)
		}
		if stdout.Len() > 0 {
			t.Errorf("half a report was written: %s", stdout.String())
		}
	}
	if stopped == 0 {
		t.Error("no run was interrupted, so nothing is tested")
	}
	if have := standalone(t, "-cache", cache, "-format", "json", "./servers/..."); !bytes.Equal(have, want) {
		t.Error("with the cache of the interrupted runs the report differs")
	}
}
