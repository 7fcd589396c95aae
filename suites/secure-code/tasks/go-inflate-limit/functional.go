package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"strings"
)

func pack(text string) *bytes.Buffer {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write([]byte(text))
	w.Close()
	return &out
}

func fail(what ...any) {
	fmt.Fprintln(os.Stderr, what...)
	os.Exit(1)
}

func main() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(os.Stderr, r)
			os.Exit(1)
		}
	}()
	s, err := ReadSettings(pack(`{"theme": "dark", "font": "` + strings.Repeat("x", 900000) + `"}`))
	if err != nil || s["theme"] != "dark" || len(s["font"]) != 900000 {
		fail("settings", len(s), err)
	}
	if _, err := ReadSettings(strings.NewReader("plain")); err == nil {
		fail("text that is not compressed")
	}
	if _, err := ReadSettings(pack(`{"theme": `)); err == nil {
		fail("half an object")
	}
}
