package pages

import (
	"net/http"
	"os"
	"text/template"
)

var page = template.Must(template.New("page").Parse("<h1>{{.Name}}</h1>"))

func show(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-text-template-response
	page.Execute(w, map[string]string{"Name": r.FormValue("name")})
	// ok: go-text-template-response
	page.Execute(os.Stdout, nil)
}

func named(w http.ResponseWriter, r *http.Request) {
	t, err := template.ParseFiles("users.html")
	if err != nil {
		return
	}
	// ruleid: go-text-template-response
	t.ExecuteTemplate(w, "users", users)
}

func metrics(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4")
	// ok: go-text-template-response
	page.Execute(w, counters)
}
