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
	order, err := ParseOrder("nails 500\n\nscrews 20\nnails 1\n")
	if err != nil || len(order) != 2 || order["nails"] != 501 || order["screws"] != 20 {
		fmt.Fprintln(os.Stderr, "order:", order, err)
		os.Exit(1)
	}
	for _, text := range []string{"nails", "nails 0", "nails -4", "nails many", "nails 1 2"} {
		if _, err := ParseOrder(text); err == nil {
			fmt.Fprintln(os.Stderr, "no error for", text)
			os.Exit(1)
		}
	}
}
