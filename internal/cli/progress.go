package cli

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress reports on stderr what a long run is doing: on a terminal in one line that is overwritten, elsewhere in a plain line
// for each step that takes long, and again while it goes on. Nobody sees it in a run that is quick.
type progress struct {
	w        io.Writer // nil: nothing is reported
	plain    bool      // lines stay, as nothing can be overwritten
	patience time.Duration
	now      func() time.Time
	start    time.Time
	stop     chan struct{}
	done     sync.WaitGroup

	mu    sync.Mutex
	phase string
	count string    // ", 3 of 7", or ""
	next  time.Time // when a plain line is due
	shown bool      // something was written
}

// How long a run on a terminal, and elsewhere one of its steps, may take before it is reported; how often the line on a terminal is
// written anew, and how often a plain one is repeated.
const (
	patience      = 300 * time.Millisecond
	plainPatience = 2 * time.Second
	beat          = 100 * time.Millisecond
	repeat        = 10 * time.Second
)

// progressName is the variable of the environment that overrides the patience; progressOff means that nothing is reported.
const (
	progressName = "APIVET_PROGRESS"
	progressOff  = "off"
)

// newProgress starts to report on a run; clear ends it.
func newProgress(stderr io.Writer, env []string) (*progress, error) {
	p := &progress{now: time.Now, start: time.Now(), stop: make(chan struct{}), patience: patience}
	if p.plain = !isTerminal(stderr) || getenv(env, "TERM") == "dumb"; p.plain {
		p.patience = plainPatience
	}
	switch value := getenv(env, progressName); value {
	case "":
	case progressOff:
		return p, nil
	default:
		var err error
		if p.patience, err = time.ParseDuration(value); err != nil {
			return nil, usagef("%s is %q in the environment; want a duration such as 2s, or %s", progressName, value, progressOff)
		}
	}
	p.w = stderr
	p.done.Add(1)
	go p.run()
	return p, nil
}

// step notes what is being done; done and total are 0 where they are not known.
func (p *progress) step(phase string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if phase != p.phase {
		p.phase, p.next = phase, p.now().Add(p.patience)
	}
	p.count = ""
	if total > 0 {
		p.count = fmt.Sprintf(", %d of %d", done, total)
	}
	if p.plain {
		p.write()
	}
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
			p.mu.Lock()
			p.write()
			p.mu.Unlock()
		}
	}
}

// write writes what is being done if it is time to. The caller has the lock.
func (p *progress) write() {
	now := p.now()
	since := now.Sub(p.start)
	switch {
	case p.w == nil || p.phase == "":
	case p.plain && !now.Before(p.next):
		fmt.Fprintf(p.w, "apivet: %s%s (%s)\n", p.phase, p.count, took(since))
		p.next, p.shown = now.Add(repeat), true
	case !p.plain && since >= p.patience:
		fmt.Fprintf(p.w, "\r\x1b[Kapivet: %s%s (%s)", p.phase, p.count, took(since))
		p.shown = true
	}
}

// clear ends the report and empties the line.
func (p *progress) clear() {
	if p.w == nil {
		return
	}
	close(p.stop)
	p.done.Wait()
	if p.shown && !p.plain {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	p.w = nil
}

// spoke tells whether plain lines were written, which a summary then ends.
func (p *progress) spoke() bool { return p.plain && p.shown }

// took writes a duration for people: "0.3 s", "74 s".
func took(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%.0f s", d.Seconds())
}
