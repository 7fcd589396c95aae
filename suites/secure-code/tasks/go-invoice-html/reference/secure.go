package main

import (
	"fmt"
	"html/template"
	"strings"
)

type Line struct {
	Text  string
	Cents int
}

type Statement struct {
	Client string
	Lines  []Line
}

func (s Statement) Total() (sum int) {
	for _, line := range s.Lines {
		sum += line.Cents
	}
	return sum
}

func money(cents int) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }

var page = template.Must(template.New("statement").Funcs(template.FuncMap{"money": money}).Parse(
	`<h2>{{.Client}}</h2><table>{{range .Lines}}<tr><td>{{.Text}}</td><td>{{money .Cents}}</td></tr>{{end}}` +
		`<tr><td>Total</td><td>{{money .Total}}</td></tr></table>`))

func Render(s Statement) (string, error) {
	var out strings.Builder
	err := page.Execute(&out, s)
	return out.String(), err
}
