package main

import (
	"fmt"
	"os"
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
	os.MkdirAll("tiles/12/2200", 0o755)
	os.WriteFile("tiles/12/2200/1343.png", []byte("png"), 0o644)
	if data, err := Tile("tiles", "12/2200/1343.png"); err != nil || string(data) != "png" {
		fail(fmt.Sprint("tile: ", data, err))
	}
	for _, name := range []string{"12/2200/1.png", "12/2200", "x"} {
		if _, err := Tile("tiles", name); err == nil {
			fail("no error for " + name)
		}
	}
}
