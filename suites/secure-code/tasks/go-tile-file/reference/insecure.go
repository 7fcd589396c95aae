package main

import (
	"os"
	"path/filepath"
)

func Tile(root, name string) ([]byte, error) {
	path := filepath.Join(root, filepath.Clean(name))
	return os.ReadFile(path)
}
