//go:build unix

package cli

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestWriteIntoPipe makes sure that what is no file is written to, and not replaced by one: "-format json=/dev/null" as root.
func TestWriteIntoPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Skip(err)
	}
	keeps, err := os.OpenFile(name, os.O_RDWR, 0) // so that opening it to write does not wait for a reader
	if err != nil {
		t.Fatal(err)
	}
	defer keeps.Close()
	if err := writeWhole(name, func(w io.Writer) error {
		_, err := io.WriteString(w, "text")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(name); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Fatalf("the pipe was replaced: %v, %v", info, err)
	}
	got := make([]byte, 4)
	if _, err := io.ReadFull(keeps, got); err != nil || string(got) != "text" {
		t.Errorf("%q was written, %v", got, err)
	}
}
