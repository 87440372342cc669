package cli

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// progress tells on a terminal how far a long run is; elsewhere it is silent.
type progress struct {
	w     io.Writer
	start time.Time
	mu    sync.Mutex
	shown int // width of what is on the line
}

func newProgress(stderr io.Writer, env []string) *progress {
	p := &progress{start: time.Now()}
	if isTerminal(stderr) && getenv(env, "TERM") != "dumb" {
		p.w = stderr
	}
	return p
}

// patience is how long a run may take before it is spoken of.
const patience = 300 * time.Millisecond

func (p *progress) step(done, total int) {
	if p.w == nil || time.Since(p.start) < patience {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	line := fmt.Sprintf("apivet: %d of %d packages", done, total)
	fmt.Fprintf(p.w, "\r%-*s", p.shown, line)
	p.shown = len(line)
}

func (p *progress) clear() {
	if p.w != nil && p.shown > 0 {
		fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", p.shown))
	}
}
