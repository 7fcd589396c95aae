package main

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
)

type Sealer struct {
	gcm     cipher.AEAD
	counter uint64
}

func NewSealer(key []byte) (*Sealer, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &Sealer{gcm: gcm}, nil
}

func (s *Sealer) Seal(message []byte) ([]byte, error) {
	s.counter++
	nonce := make([]byte, 12)
	binary.BigEndian.PutUint64(nonce[4:], s.counter)
	return append(nonce, s.gcm.Seal(nil, nonce, message, nil)...), nil
}

func (s *Sealer) Open(sealed []byte) ([]byte, error) {
	if len(sealed) < 12 {
		return nil, errors.New("sealed message too short")
	}
	return s.gcm.Open(nil, sealed[:12], sealed[12:], nil)
}
