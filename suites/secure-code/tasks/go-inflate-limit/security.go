package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"runtime"
	"strings"
)

func pack(text string) *bytes.Buffer {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write([]byte(text))
	w.Close()
	return &out
}

func main() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(os.Stderr, r)
			os.Exit(1)
		}
	}()
	if s, err := ReadSettings(pack(`{"a": "b"}`)); err != nil || s["a"] != "b" {
		fmt.Fprintln(os.Stderr, "ordinary use does not work")
		os.Exit(1)
	}
	body := pack(`{"a": "` + strings.Repeat("0", 16<<20) + `"}`)
	size := body.Len()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	ReadSettings(body)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 12<<20 {
		fmt.Fprintf(os.Stderr, "%d bytes received, %d MB allocated\n", size, used>>20)
		os.Exit(1)
	}
}
