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
	seen := map[string]bool{}
	for restart := 0; restart < 3; restart++ {
		s, err := NewSealer(key)
		if err != nil {
			fail(err)
		}
		for i := 0; i < 3; i++ {
			sealed, err := s.Seal([]byte("the same message"))
			if err != nil {
				fail("ordinary use does not work")
			}
			if seen[string(sealed)] {
				fail("a nonce is used again with the same key")
			}
			seen[string(sealed)] = true
		}
	}
}
