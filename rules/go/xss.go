package pages

import (
	"fmt"
	"html"
	"html/template"
	"net/http"

	"github.com/microcosm-cc/bluemonday"
)

func comment(text string) template.HTML {
	// ruleid: go-html-type
	return template.HTML("<p>" + text + "</p>")
}

func link(w http.ResponseWriter, r *http.Request) {
	next := r.URL.Query().Get("next")
	// ruleid: go-html-type
	page.Execute(w, map[string]any{"Next": template.URL(next)})
	// ok: go-html-type
	page.Execute(w, map[string]any{"Next": next})
}

func clean(text string) template.HTML {
	// ok: go-html-type
	a := template.HTML(bluemonday.UGCPolicy().Sanitize(text))
	// ok: go-html-type
	b := template.HTML("<hr>")
	// ok: go-html-type
	c := template.HTML("<p>" + template.HTMLEscapeString(text) + "</p>")
	return a + b + c
}

func greet(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go-response-html
	fmt.Fprintf(w, "<h1>Hello %s</h1>", name)
	// ruleid: go-response-html
	w.Write([]byte("<p>" + name + "</p>"))
	// ok: go-response-html
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(name))
	// ok: go-response-html
	fmt.Fprintf(w, "<h1>%d letters</h1>", len(name))
	// ok: go-response-html
	fmt.Printf("name %s", name)
}

func plain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	// ok: go-response-html
	fmt.Fprintf(w, `{"name": %q}`, r.FormValue("name"))
}

func render(w http.ResponseWriter, r *http.Request) {
	text := r.FormValue("template")
	// ruleid: go-template-from-request
	t, err := template.New("page").Parse(text)
	// ruleid: go-template-from-request
	u := template.Must(template.New("mail").Parse("Dear {{.Name}}, " + r.FormValue("text")))
	// ok: go-template-from-request
	v, err := template.New("page").Parse("{{.Text}}")
	// ok: go-template-from-request
	v.Execute(w, text)
}
