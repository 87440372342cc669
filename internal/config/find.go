package config

import (
	"fmt"
	"os"
	"path/filepath"
)

// names are those that a configuration file can have.
var names = [...]string{".apivet.yml", ".apivet.yaml"}

// Find returns the configuration file in a folder or above it, "" if there is none. What lies above the folder of a
// repository is not its own, and is not looked at.
func Find(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		var found []string
		for _, n := range names {
			if st, err := os.Stat(filepath.Join(dir, n)); err == nil && !st.IsDir() {
				found = append(found, filepath.Join(dir, n))
			}
		}
		if len(found) > 1 {
			return "", Problems{{File: found[1], Message: fmt.Sprintf("stands beside %s; keep one of them", names[0])}}
		}
		if len(found) == 1 {
			return found[0], nil
		}
		up := filepath.Dir(dir)
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil || up == dir {
			return "", nil
		}
		dir = up
	}
}
