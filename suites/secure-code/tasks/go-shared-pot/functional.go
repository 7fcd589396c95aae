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
	p := NewPot(func() int { return 100 })
	results := []bool{p.Pay("mo", 60), p.Pay("li", 41), p.Pay("li", 30), p.Pay("mo", 0), p.Pay("mo", -5), p.Pay("mo", 10), p.Pay("zoe", 1)}
	total, names := p.Paid()
	if fmt.Sprint(results) != "[true false true false false true false]" || total != 100 || names != 2 {
		fmt.Fprintln(os.Stderr, results, total, names)
		os.Exit(1)
	}
}
