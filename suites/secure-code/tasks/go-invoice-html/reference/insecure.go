package main

import (
	"bytes"
	"fmt"
	"text/template"
)

type Line struct {
	Text  string
	Cents int
}

type Statement struct {
	Client string
	Lines  []Line
}

const source = `<h2>{{.Client}}</h2>
<table>
{{range .Lines}}<tr><td>{{.Text}}</td><td>{{money .Cents}}</td></tr>
{{end}}<tr><td>Total</td><td>{{total .Lines}}</td></tr>
</table>`

func Render(s Statement) (string, error) {
	money := func(cents int) string { return fmt.Sprintf("%.2f", float64(cents)/100) }
	total := func(lines []Line) string {
		sum := 0
		for _, l := range lines {
			sum += l.Cents
		}
		return money(sum)
	}
	t, err := template.New("s").Funcs(template.FuncMap{"money": money, "total": total}).Parse(source)
	if err != nil {
		return "", err
	}
	var buf bytes.Buffer
	if err := t.Execute(&buf, s); err != nil {
		return "", err
	}
	return buf.String(), nil
}
