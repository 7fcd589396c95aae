package main

import (
	"io/fs"
	"os"
)

func Tile(root, name string) ([]byte, error) {
	// DirFS refuses names with "..", empty elements and a leading slash.
	return fs.ReadFile(os.DirFS(root), name)
}
