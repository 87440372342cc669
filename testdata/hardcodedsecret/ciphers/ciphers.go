// Package ciphers has keys of ciphers and signatures in the source.
package ciphers

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"
)

func badHMAC(msg []byte) []byte {
	m := hmac.New(sha256.New, []byte("guillemot")) // want hardcodedsecret/credential "a key for hmac.New"
	m.Write(msg)
	return m.Sum(nil)
}

const aesKey = "0f1e2d3c4b5a69788796a5b4c3d2e1f0" // want hardcodedsecret/credential "aes.NewCipher"

func badHex(plain []byte) ([]byte, error) {
	key, err := hex.DecodeString(aesKey)
	if err != nil {
		return nil, err
	}
	return seal(key, plain)
}

func badBase64(plain []byte) ([]byte, error) {
	key, _ := base64.StdEncoding.DecodeString("cmF6b3JiaWxsLXJhem9yYmlsbC1yYXpvcmJpbGwtMzI=") // want hardcodedsecret/credential
	return seal(key, plain)
}

func seal(key, plain []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, gcm.NonceSize())
	if _, err := io.ReadFull(rand.Reader, nonce); err != nil {
		return nil, err
	}
	return gcm.Seal(nonce, nonce, plain, nil), nil
}

// A key that is the digest of a text is no better than the text.
func badDigest(plain []byte) ([]byte, error) {
	key := sha256.Sum256([]byte("kittiwake passphrase")) // want hardcodedsecret/credential
	return seal(key[:], plain)
}

func badMD5(plain []byte) ([]byte, error) {
	h := md5.New()
	h.Write([]byte("fulmar passphrase")) // want hardcodedsecret/credential
	return seal([]byte(hex.EncodeToString(h.Sum(nil))), plain)
}

func badStretched(plain, salt []byte) ([]byte, error) {
	key := pbkdf2.Key([]byte("gannet"), salt, 4096, 32, sha256.New) // want hardcodedsecret/credential
	return seal(key, plain)
}

func badScrypt(plain, salt []byte) ([]byte, error) {
	key, err := scrypt.Key([]byte("shearwater"), salt, 1<<15, 8, 1, 32) // want hardcodedsecret/credential
	if err != nil {
		return nil, err
	}
	return seal(key, plain)
}

func badChaCha() (cipher.AEAD, error) {
	return chacha20poly1305.New([]byte("petrel-petrel-petrel-petrel-3232")) // want hardcodedsecret/credential
}

func badArray(msg []byte) []byte {
	var key [32]byte
	copy(key[:], "skua-skua-skua") // want hardcodedsecret/credential
	var nonce [24]byte
	return secretbox.Seal(nil, msg, &nonce, &key)
}

// Crypter keeps its key in a field.
type Crypter struct {
	key   []byte
	label string
}

func badField() *Crypter {
	return &Crypter{key: []byte("puffin-puffin-16"), label: "records"} // want hardcodedsecret/credential
}

// Encrypt encrypts.
func (c *Crypter) Encrypt(plain []byte) ([]byte, error) { return seal(c.key, plain) }

// The key must be of another length, so it is filled up.
func badPadded(plain []byte) ([]byte, error) {
	key := "little auk" // want hardcodedsecret/credential
	for len(key) < 32 {
		key += "0"
	}
	return seal([]byte(key)[:32], plain)
}

func okEnvironment(plain []byte) ([]byte, error) {
	key, err := hex.DecodeString(os.Getenv("ENCRYPTION_KEY"))
	if err != nil || len(key) != 32 {
		return nil, errors.New("ENCRYPTION_KEY must be 64 hexadecimal digits")
	}
	return seal(key, plain)
}

// What is digested, sealed or authenticated besides is no key.
func okMessage(key []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte("kestrel-v1"))
	return m.Sum(nil)
}

func okAdditional(key, plain []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, make([]byte, aead.NonceSize()), plain, []byte("kestrel session v1")), nil
}

// A context keeps keys of one master key apart; it is no key.
func okDerived(master []byte) []byte {
	m := hmac.New(sha256.New, master)
	io.WriteString(m, "session")
	return m.Sum(nil)
}

func okDummyHash() []byte {
	hash, _ := bcrypt.GenerateFromPassword(make([]byte, 16), bcrypt.DefaultCost)
	return hash
}

// ETags are no secrets.
func okChecksum(body []byte) string {
	sum := sha256.Sum256(append([]byte("v2:"), body...))
	return hex.EncodeToString(sum[:])
}

func okZero(plain []byte) ([]byte, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	return seal(key, plain)
}

// Use puts the cases to use.
func Use(data []byte) {
	badHMAC(data)
	for _, f := range []func([]byte) ([]byte, error){badHex, badBase64, badDigest, badMD5, badPadded, okEnvironment, okZero, badField().Encrypt} {
		_, _ = f(data)
	}
	_, _ = badStretched(data, data)
	_, _ = badScrypt(data, data)
	_, _ = badChaCha()
	badArray(data)
	okMessage(data)
	_, _ = okAdditional(data, data)
	okDerived(data)
	okDummyHash()
	okChecksum(data)
}
