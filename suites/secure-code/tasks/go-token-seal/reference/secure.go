package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
)

type Sealer struct{ gcm cipher.AEAD }

func NewSealer(key []byte) (*Sealer, error) {
	if len(key) != 32 {
		return nil, errors.New("the key has not 32 bytes")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	return &Sealer{gcm}, err
}

func (s *Sealer) Seal(message []byte) ([]byte, error) {
	nonce := make([]byte, s.gcm.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return s.gcm.Seal(nonce, nonce, message, nil), nil
}

func (s *Sealer) Open(sealed []byte) ([]byte, error) {
	size := s.gcm.NonceSize()
	if len(sealed) < size {
		return nil, errors.New("too short")
	}
	return s.gcm.Open(nil, sealed[:size], sealed[size:], nil)
}
