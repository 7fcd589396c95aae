package main

import (
	"io"
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
	"time"
)

func main() {
	// ruleid: go-pprof-public, go-server-no-timeout
	go http.ListenAndServe(":8080", nil)
	// ruleid: go-pprof-public, go-server-no-timeout
	go http.ListenAndServe("0.0.0.0:6060", nil)
	// ok: go-pprof-public
	go http.ListenAndServe("localhost:6060", nil)
	// ruleid: go-server-no-timeout
	a := &http.Server{Addr: ":8080", Handler: mux}
	// ok: go-server-no-timeout
	b := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	// ok: go-pprof-public
	b.ListenAndServe()
	// ok: go-server-no-timeout
	c := &http.Server{Handler: mux}
	c.ReadTimeout = time.Second
}

func create(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-body-unbounded
	body, err := io.ReadAll(r.Body)
	http.HandleFunc("/hook", func(w http.ResponseWriter, req *http.Request) {
		// ruleid: go-body-unbounded
		text, err := io.ReadAll(req.Body)
	})
	resp, err := http.Get("https://api.example.com/")
	// ok: go-body-unbounded
	answer, err := io.ReadAll(resp.Body)
}

func limited(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	// ok: go-body-unbounded
	body, err := io.ReadAll(r.Body)
}

func login(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go-log-from-request
	log.Printf("login of %s", name)
	// ruleid: go-log-from-request
	log.Println("login of", r.Header.Get("User-Agent"))
	// ok: go-log-from-request
	log.Printf("login of %q", name)
	// ok: go-log-from-request
	log.Println("login of", strings.ReplaceAll(name, "\n", ""))
}
