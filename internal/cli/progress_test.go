package cli

import (
	"strings"
	"testing"
	"time"
)

// TestPlainProgress: off a terminal a step is reported once it takes longer than the patience, and again while it goes on; quick
// ones are not.
func TestPlainProgress(t *testing.T) {
	var out strings.Builder
	clock := time.Unix(0, 0)
	p := &progress{w: &out, plain: true, patience: plainPatience, now: func() time.Time { return clock }, start: clock, stop: make(chan struct{})}
	pass := func(seconds float64) { // as the ticker does
		for end := clock.Add(time.Duration(seconds * float64(time.Second))); clock.Before(end); {
			clock = clock.Add(beat)
			p.mu.Lock()
			p.write()
			p.mu.Unlock()
		}
	}
	pass(3)
	p.step("loading packages", 0, 0)
	pass(1.9)
	p.step("building 12 dependencies for their types", 0, 0)
	if pass(1); p.spoke() {
		t.Error("a quick step was reported")
	}
	pass(13)
	p.step("analyzing packages", 0, 57)
	pass(1)
	p.step("analyzing packages", 20, 57)
	pass(3)
	p.step("analyzing packages", 57, 57)
	p.step("linking packages", 0, 0)
	pass(1)
	p.clear()
	want := `apivet: building 12 dependencies for their types (6.9 s)
apivet: building 12 dependencies for their types (17 s)
apivet: analyzing packages, 20 of 57 (21 s)
`
	if have := out.String(); have != want || !p.spoke() {
		t.Errorf("progress is\n%s\nwant\n%s", have, want)
	}
}

// TestProgressSetting: the environment sets the patience, and turns the reports off.
func TestProgressSetting(t *testing.T) {
	for value, want := range map[string]string{"": "", "0s": "apivet: loading packages (0.0 s)\n", "1h": "", "off": ""} {
		var out strings.Builder
		p, err := newProgress(&out, []string{progressName + "=" + value})
		if err != nil {
			t.Fatal(err)
		}
		p.step("loading packages", 0, 0)
		if p.clear(); out.String() != want {
			t.Errorf("%s=%s: progress is %q, want %q", progressName, value, out.String(), want)
		}
	}
	if _, err := newProgress(&strings.Builder{}, []string{progressName + "=quiet"}); err == nil || !strings.Contains(err.Error(), "a duration such as 2s, or off") {
		t.Errorf("a wrong value is answered by %v", err)
	}
}
