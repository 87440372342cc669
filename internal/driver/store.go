package driver

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"os"

	"github.com/rogpeppe/go-internal/cache"
)

// store keeps summaries under their keys. A nil store keeps nothing.
//
// A summary holds constants of the source, passwords among them, and caches travel: CI systems upload them. So an entry is
// sealed with a key that only who has the source can make (convergent encryption: the key is a hash of the content that
// the summary was made of), and its name is another hash.
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
	sealed, _, err := s.c.GetBytes(cache.ActionID(entryName(key)))
	if err != nil {
		return nil, false
	}
	box, nonce := sealer(key)
	data, err := box.Open(nil, nonce, sealed, nil)
	return data, err == nil
}

// put keeps data under key; that it cannot be kept only costs time in the next run.
func (s *store) put(key [sha256.Size]byte, data []byte) {
	if s != nil {
		box, nonce := sealer(key)
		//apivet:ignore weakcrypto/fixed-nonce -- a key seals one content only
		_ = s.c.PutBytes(cache.ActionID(entryName(key)), box.Seal(nil, nonce, data, nil))
	}
}

func entryName(key [sha256.Size]byte) [sha256.Size]byte {
	return sha256.Sum256(append([]byte("name "), key[:]...))
}

// sealer returns the cipher of an entry. A key seals one content only, so the nonce need not differ.
func sealer(key [sha256.Size]byte) (cipher.AEAD, []byte) {
	seal := sha256.Sum256(append([]byte("seal "), key[:]...))
	block, err := aes.NewCipher(seal[:])
	if err != nil {
		panic(err) // the key's length is right
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return box, make([]byte, box.NonceSize())
}

// trim removes entries that were not used for days.
func (s *store) trim() {
	if s != nil {
		_ = s.c.Trim()
	}
}
