package main

import (
	"fmt"
	"os"
)

func main() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(os.Stderr, r)
			os.Exit(1)
		}
	}()
	if order, err := ParseOrder("nails 5"); err != nil || order["nails"] != 5 {
		fmt.Fprintln(os.Stderr, "ordinary use does not work")
		os.Exit(1)
	}
	for _, text := range []string{"nails 4294967297", "nails 2147483648", "nails 2147483647\nnails 2"} {
		if order, err := ParseOrder(text); err == nil {
			fmt.Fprintf(os.Stderr, "%q became %d\n", text, order["nails"])
			os.Exit(1)
		}
	}
}
