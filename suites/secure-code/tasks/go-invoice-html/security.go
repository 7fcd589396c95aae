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
	html, err := Render(Statement{"Mill", []Line{{"Paint", 1250}}})
	if err == nil && !strings.Contains(html, "12.50") {
		err = fmt.Errorf("ordinary use does not work")
	}
	for _, s := range []Statement{{"<u>Mill</u>", nil}, {"Mill", []Line{{"<u>Paint</u>", 1}}}} {
		if html, err2 := Render(s); err2 == nil && strings.Contains(html, "<u") {
			err = fmt.Errorf("a text becomes an element of the page")
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
