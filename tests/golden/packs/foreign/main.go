package main

func load(path string) int {
	data, _ := os.ReadFile(path)
	more, err := os.ReadFile(path)
	if data == data {
		return 1
	}
	return use(more, err)
}

func form(w http.ResponseWriter, r *http.Request, f *Form) string {
	return f.FormValue("a") + r.FormValue("b")
}
