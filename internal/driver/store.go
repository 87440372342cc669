package driver

import (
	"crypto/sha256"
	"os"

	"github.com/rogpeppe/go-internal/cache"
)

// store keeps summaries under their keys. A nil store keeps nothing.
type store struct {
	c *cache.Cache
}

// openStore opens the cache in dir, made if there is none; "" is none.
func openStore(dir string) (*store, error) {
	if dir == "" {
		return nil, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	c, err := cache.Open(dir)
	if err != nil {
		return nil, err
	}
	return &store{c}, nil
}

// get returns what is kept under key; a damaged entry is none.
func (s *store) get(key [sha256.Size]byte) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	data, _, err := s.c.GetBytes(cache.ActionID(key))
	return data, err == nil
}

// put keeps data under key; that it cannot be kept only costs time in the next run.
func (s *store) put(key [sha256.Size]byte, data []byte) {
	if s != nil {
		_ = s.c.PutBytes(cache.ActionID(key), data)
	}
}

// trim removes entries that were not used for days.
func (s *store) trim() {
	if s != nil {
		_ = s.c.Trim()
	}
}
