// CWE-601: only local paths
package web

import (
	"net/http"
	"net/url"
	"strings"
)

func isLocalPath(target string) bool {
	if !strings.HasPrefix(target, "/") || strings.HasPrefix(target, "//") || strings.Contains(target, "\\") {
		return false
	}
	u, err := url.Parse(target)
	return err == nil && u.Host == "" && u.Scheme == ""
}

func afterLogin(w http.ResponseWriter, r *http.Request) {
	target := r.FormValue("next")
	if !isLocalPath(target) {
		target = "/"
	}
	http.Redirect(w, r, target, http.StatusSeeOther)
}
