package main

import (
	"bytes"
	"fmt"
	"os"
)

func fail(what ...any) {
	fmt.Fprintln(os.Stderr, what...)
	os.Exit(1)
}

func main() {
	defer func() {
		if r := recover(); r != nil {
			fail(r)
		}
	}()
	key := bytes.Repeat([]byte{9}, 32)
	s, err := NewSealer(key)
	if err != nil {
		fail(err)
	}
	for _, message := range []string{"", "pay 30", "a longer message than one block of the cipher"} {
		sealed, err := s.Seal([]byte(message))
		if err != nil || (message != "" && bytes.Contains(sealed, []byte(message))) {
			fail("sealed", sealed, err)
		}
		restarted, _ := NewSealer(key)
		if opened, err := restarted.Open(sealed); err != nil || string(opened) != message {
			fail("opened", opened, err)
		}
		sealed[len(sealed)-1] ^= 1
		if _, err := s.Open(sealed); err == nil {
			fail("a changed message is opened")
		}
	}
	if _, err := s.Open([]byte{1}); err == nil {
		fail("one byte is opened")
	}
}
