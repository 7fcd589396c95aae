package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(os.Stderr, r)
			os.Exit(1)
		}
	}()
	html, err := Render(Statement{"Mill & Sons", []Line{{"Paint", 1250}, {"Brushes", 405}}})
	if err == nil {
		html = strings.Join(strings.Fields(strings.ReplaceAll(html, ">", "> ")), " ")
		for _, part := range []string{"Mill", "Sons</h2>", "<td> Paint</td> <td> 12.50</td>", "<td> Brushes</td> <td> 4.05</td>", "<td> Total</td> <td> 16.55</td>"} {
			if !strings.Contains(html, part) {
				err = fmt.Errorf("%q is not in %s", part, html)
			}
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
