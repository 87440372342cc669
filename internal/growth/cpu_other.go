//go:build !unix

package growth

import "time"

var began = time.Now()

// cpu is the time that the process has run, where the processor time is not known.
func cpu() time.Duration { return time.Since(began) }
