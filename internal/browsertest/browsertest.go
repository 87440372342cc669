// Package browsertest runs a page that the program writes in a browser, where there is one.
package browsertest

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Title opens a page with a script at the end of its body, and returns the title that the script leaves. The test is skipped where no
// browser starts, and in short runs.
func Title(t *testing.T, page, script string) string {
	t.Helper()
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			browser = p
		}
	}
	if browser == "" || testing.Short() {
		t.Skip("no browser")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "page.html")
	if err := os.WriteFile(file, []byte(strings.Replace(page, "</body>", script+"</body>", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--user-data-dir="+filepath.Join(dir, "profile"), "--virtual-time-budget=3000", "--dump-dom", "file://"+file)
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("the browser does not start: %v", err)
	}
	title := regexp.MustCompile(`<title>(.*)</title>`).FindSubmatch(out)
	if title == nil {
		t.Fatal("the page has no title")
	}
	return string(title[1])
}
