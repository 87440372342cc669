// Package ciphers holds ciphers, keys and nonces.
package ciphers

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"crypto/rc4"
	"crypto/rsa"
	"encoding/binary"
	"io"

	"golang.org/x/crypto/scrypt"
)

func badDES(key []byte) (cipher.Block, error) {
	return des.NewCipher(key) // want weakcrypto/weak-cipher
}

func bad3DES(key []byte) (cipher.Block, error) {
	return des.NewTripleDESCipher(key) // want weakcrypto/weak-cipher
}

func badRC4(key []byte) (*rc4.Cipher, error) {
	return rc4.NewCipher(key) // want weakcrypto/weak-cipher
}

func okAES(key []byte) (cipher.Block, error) { return aes.NewCipher(key) }

func badShort() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 1024) // want weakcrypto/short-key "1024 bits"
}

const bits = 512

func badConstant() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, bits) // want weakcrypto/short-key
}

func lowChosen(size int) (*rsa.PrivateKey, error) {
	if size == 0 {
		size = 1024
	}
	return rsa.GenerateKey(rand.Reader, size) // want:low weakcrypto/short-key
}

func okLong() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 3072) }

func badZero(aead cipher.AEAD, text []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	return aead.Seal(nil, nonce, text, nil) // want weakcrypto/fixed-nonce
}

func badText(aead cipher.AEAD, text []byte) []byte {
	return aead.Seal(nil, []byte("0123456789ab"), text, nil) // want weakcrypto/fixed-nonce
}

var iv = []byte("1234567890123456")

func badVariable(block cipher.Block, text []byte) {
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(text, text) // want weakcrypto/fixed-nonce
}

func badLiteral(block cipher.Block) cipher.Stream {
	return cipher.NewCTR(block, []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}) // want weakcrypto/fixed-nonce
}

func okRead(aead cipher.AEAD, text []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return aead.Seal(nonce, nonce, text, nil), nil
}

func okReadFull(aead cipher.AEAD, text []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(rand.Reader, nonce); err != nil {
		return nil, err
	}
	return aead.Seal(nil, nonce, text, nil), nil
}

func okHelper(aead cipher.AEAD, text []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	fill(nonce)
	return aead.Seal(nil, nonce, text, nil)
}

func fill(b []byte) {
	if _, err := io.ReadFull(rand.Reader, b); err != nil {
		panic(err)
	}
}

func okDecrypt(block cipher.Block, text []byte) {
	cipher.NewCBCDecrypter(block, text[:16]).CryptBlocks(text[16:], text[16:])
}

func okGiven(aead cipher.AEAD, nonce, text []byte) []byte { return aead.Seal(nil, nonce, text, nil) }

// okSlice fills the nonce where it stands, at the beginning of what is sent.
func okSlice(aead cipher.AEAD, text []byte) ([]byte, error) {
	sent := make([]byte, len(text)+aead.NonceSize()+aead.Overhead())
	nonce := sent[0:aead.NonceSize()]
	if _, err := io.ReadFull(rand.Reader, nonce); err != nil {
		return nil, err
	}
	aead.Seal(sent[aead.NonceSize():aead.NonceSize()], nonce, text, nil)
	return sent, nil
}

// okCounted counts the texts.
func okCounted(aead cipher.AEAD, count uint64, text []byte) []byte {
	buf := make([]byte, 12+len(text)+aead.Overhead())
	nonce, input := buf[0:12], buf[12:12+len(text)]
	copy(input, text)
	binary.BigEndian.PutUint64(nonce, count)
	aead.Seal(input[:0], nonce, input, nil)
	return buf
}

// chunk is memory that is used again.
type chunk struct{ buf []byte }

func (c *chunk) contiguous(n int) []byte {
	if cap(c.buf) < n {
		c.buf = make([]byte, n)
	}
	return c.buf[:n]
}

// okBuffer draws the nonce into memory of a buffer.
func okBuffer(aead cipher.AEAD, text []byte) ([]byte, error) {
	var c chunk
	buf := c.contiguous(aead.NonceSize() + len(text) + aead.Overhead())
	nonce, rest := buf[0:aead.NonceSize()], buf[aead.NonceSize():aead.NonceSize()]
	input := append(rest[:0], text...)
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	aead.Seal(input[:0], nonce, input, nil)
	return buf, nil
}

// okDerived makes a key of its own for each salt, and uses it once.
func okDerived(password, salt, text []byte) ([]byte, error) {
	key, err := scrypt.Key(password, salt, 1<<15, 8, 1, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, aes.BlockSize+len(text))
	cipher.NewCTR(block, out[:aes.BlockSize]).XORKeyStream(out[aes.BlockSize:], text)
	return out, nil
}

// badDerived makes the same key each time.
func badDerived(password, text []byte) ([]byte, error) {
	key, err := scrypt.Key(password, []byte("pepper and salt"), 1<<15, 8, 1, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, make([]byte, aes.BlockSize)).XORKeyStream(out, text) // want weakcrypto/fixed-nonce
	return out, nil
}
