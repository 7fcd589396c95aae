// CWE-79: html/template escapes
package web

import (
	"html/template"
	"net/http"
)

var page = template.Must(template.New("search").Parse(
	`<h1>Results for {{.Term}}</h1><ul>{{range .Hits}}<li>{{.}}</li>{{end}}</ul>`))

func search(w http.ResponseWriter, r *http.Request) {
	term := r.URL.Query().Get("q")
	data := struct {
		Term string
		Hits []string
	}{term, find(term)}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := page.Execute(w, data); err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
	}
}
