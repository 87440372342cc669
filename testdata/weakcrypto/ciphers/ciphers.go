// Package ciphers holds ciphers, keys and nonces.
package ciphers

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"crypto/rc4"
	"crypto/rsa"
	"io"
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
