package middleware

import (
	"net/http"
	"slices"

	"github.com/gin-contrib/cors"
)

func configs() {
	// ruleid: go-cors-credentials
	a := cors.Config{AllowOrigins: []string{"*"}, AllowCredentials: true}
	// ruleid: go-cors-credentials
	b := cors.Options{AllowedOrigins: []string{"*"}, AllowedMethods: methods, AllowCredentials: true}
	// ok: go-cors-credentials
	c := cors.Config{AllowOrigins: []string{"https://app.example.com"}, AllowCredentials: true}
	// ok: go-cors-credentials
	d := cors.Config{AllowAllOrigins: true}
}

func open(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-cors-reflected-origin
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func openVariable(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin != "" {
		// ruleid: go-cors-reflected-origin
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
}

func listed(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if slices.Contains(allowed, origin) {
		// ok: go-cors-reflected-origin
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
	// ok: go-cors-reflected-origin
	w.Header().Set("Access-Control-Allow-Origin", "https://app.example.com")
}
