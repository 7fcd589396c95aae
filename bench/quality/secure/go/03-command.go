// CWE-78: no shell, the name is checked
package main

import (
	"context"
	"net/http"
	"os/exec"
	"regexp"
	"time"
)

var serviceName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,30}$`)

func status(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("service")
	if !serviceName.MatchString(name) {
		http.Error(w, "invalid name", http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "systemctl", "is-active", "--", name).Output()
	if err != nil {
		http.Error(w, "unknown", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write(out)
}
