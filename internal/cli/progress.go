package cli

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress tells on a terminal what a long run is doing; elsewhere it is silent.
type progress struct {
	w     io.Writer // nil where nothing is told
	start time.Time
	stop  chan struct{}
	done  sync.WaitGroup

	mu    sync.Mutex
	phase string
	shown bool // something is on the line
}

// How long a run may take before it is spoken of, and how often the line is written anew.
const (
	patience = 300 * time.Millisecond
	beat     = 100 * time.Millisecond
)

// newProgress starts to tell of a run; clear ends it.
func newProgress(stderr io.Writer, env []string) *progress {
	p := &progress{start: time.Now(), stop: make(chan struct{})}
	if !isTerminal(stderr) || getenv(env, "TERM") == "dumb" {
		return p
	}
	p.w = stderr
	p.done.Add(1)
	go p.run()
	return p
}

// step notes what is being done; done and total are 0 where they are not known.
func (p *progress) step(phase string, done, total int) {
	if total > 0 {
		phase = fmt.Sprintf("%s, %d of %d", phase, done, total)
	}
	p.mu.Lock()
	p.phase = phase
	p.mu.Unlock()
}

func (p *progress) run() {
	defer p.done.Done()
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-tick.C:
			p.write()
		}
	}
}

func (p *progress) write() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if since := time.Since(p.start); since >= patience && p.phase != "" {
		fmt.Fprintf(p.w, "\r\x1b[Kapivet: %s (%s)", p.phase, took(since))
		p.shown = true
	}
}

// clear ends the telling and empties the line.
func (p *progress) clear() {
	if p.w == nil {
		return
	}
	close(p.stop)
	p.done.Wait()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	p.w = nil
}

// took writes a duration for people: "0.3 s", "74 s".
func took(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%.0f s", d.Seconds())
}
