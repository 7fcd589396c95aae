package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func fail(what string) {
	fmt.Fprintln(os.Stderr, what)
	os.Exit(1)
}

func main() {
	defer func() {
		if r := recover(); r != nil {
			fail(fmt.Sprint(r))
		}
	}()
	os.MkdirAll("tiles/12", 0o755)
	os.MkdirAll("tiles-raw", 0o755)
	os.WriteFile("tiles/12/1.png", []byte("png"), 0o644)
	os.WriteFile("key.txt", []byte("inner"), 0o644)
	os.WriteFile("tiles-raw/a.png", []byte("inner"), 0o644)
	if data, err := Tile("tiles", "12/1.png"); err != nil || string(data) != "png" {
		fail("ordinary use does not work")
	}
	here, _ := filepath.Abs(".")
	for _, name := range []string{"../key.txt", "12/../../key.txt", "../tiles-raw/a.png", filepath.Join("..", filepath.Base(here), "key.txt")} {
		if data, err := Tile("tiles", name); err == nil && string(data) == "inner" {
			fail(name + " leaves the folder of tiles")
		}
	}
}
