package tools

import (
	"context"
	"net"
	"net/http"
	"os/exec"
	"regexp"
)

var hostName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*$`)

func archive(ctx context.Context, name string) error {
	// ruleid: go-shell-command
	exec.Command("sh", "-c", "tar czf /backup/"+name+".tgz /data").Run()
	line := "du -sh " + name
	// ruleid: go-shell-command
	exec.CommandContext(ctx, "/bin/bash", "-c", line).Output()
	// ok: go-shell-command
	exec.Command("sh", "-c", "df -h | tail -n 1").Output()
	const fixed = "df -h"
	// ok: go-shell-command
	exec.Command("sh", "-c", fixed).Output()
	// ok: go-shell-command
	return exec.Command("tar", "czf", "/backup/all.tgz", name).Run()
}

func run(w http.ResponseWriter, r *http.Request) {
	program := r.URL.Query().Get("program")
	// ruleid: go-command-from-request
	out, _ := exec.Command(program).CombinedOutput()
	w.Write(out)
	// ruleid: go-command-from-request, go-shell-command
	exec.Command("bash", "-c", r.FormValue("cmd")).Run()
	// ok: go-command-from-request
	exec.Command(programs[r.FormValue("action")]).Run()
	// ok: go-command-from-request
	exec.Command("uptime").Run()
}

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	// ruleid: go-command-argument
	exec.Command("ping", "-c", "1", host).Output()
	// ruleid: go-command-argument
	exec.CommandContext(r.Context(), "git", "clone", r.FormValue("url")).Run()
	// ok: go-command-argument
	exec.Command("git", "log", "--", host).Output()
	// ok: go-command-argument
	exec.Command("dig", "+short", net.ParseIP(host).String()).Output()
}

func lookup(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	if !hostName.MatchString(host) {
		http.Error(w, "no such host", http.StatusBadRequest)
		return
	}
	// ok: go-command-argument
	exec.Command("nslookup", host).Output()
}

func preview(userInput string) error {
	// ruleid: go-command-argument
	return exec.Command("convert", userInput, "out.png").Run()
}

func serviceStatus(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("service")
	if !validService(name) {
		return
	}
	// ok: go-command-argument, go-command-from-request
	exec.Command("systemctl", "status", name).Run()
	other := r.FormValue("other")
	remember(other)
	// ruleid: go-command-argument
	exec.Command("systemctl", "status", other).Run()
}

func reachable(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	if _, known := hosts[host]; !known {
		return
	}
	// ok: go-command-argument
	exec.Command("ping", host).Run()
	address := r.FormValue("address")
	ip := net.ParseIP(address)
	if ip == nil {
		return
	}
	// ok: go-command-argument
	exec.Command("ping", address).Run()
	file := r.FormValue("file")
	if strings.HasPrefix(file, "-") {
		return
	}
	// ok: go-command-argument
	exec.Command("file", file).Run()
	// ok: go-command-argument
	exec.Command("convert", "--size="+r.FormValue("size")).Run()
	// ruleid: go-command-argument
	exec.Command("convert", "-"+r.FormValue("option")).Run()
	// ruleid: go-command-argument
	exec.Command("ping", r.FormValue("other")).Run()
}
