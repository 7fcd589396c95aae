// CWE-22: cleaned, joined and compared with the base
package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

const base = "/srv/files"

func safeJoin(root, name string) (string, bool) {
	path := filepath.Join(root, filepath.Clean("/"+name))
	return path, strings.HasPrefix(path, root+string(os.PathSeparator))
}

func download(w http.ResponseWriter, r *http.Request) {
	path, ok := safeJoin(base, r.URL.Query().Get("name"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	http.ServeFile(w, r, path)
}
