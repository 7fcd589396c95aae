package proxy

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

func fetch(w http.ResponseWriter, r *http.Request) {
	target := r.URL.Query().Get("url")
	// ruleid: go-url-from-request
	resp, err := http.Get(target)
	// ruleid: go-url-from-request
	req, err := http.NewRequest("GET", "http://"+r.FormValue("host")+"/status", nil)
	// ok: go-url-from-request
	resp, err = http.Get("https://api.example.com/users/" + target)
	// ok: go-url-from-request
	resp, err = http.Get("https://api.example.com/search?q=" + url.QueryEscape(target))
	// ok: go-url-from-request
	http.Post("https://api.example.com/users", "application/json", r.Body)
}

func fetchAllowed(w http.ResponseWriter, r *http.Request) {
	target, err := url.Parse(r.FormValue("url"))
	if err != nil || !allowedHosts[target.Host] {
		http.Error(w, "host is not allowed", http.StatusBadRequest)
		return
	}
	// ok: go-url-from-request
	resp, err := http.Get(target.String())
}

func proxied(c echo.Context) error {
	// ruleid: go-url-from-request
	resp, err := s.client.Get(c.QueryParam("url"))
	return err
}

func login(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	// ruleid: go-redirect-from-request
	http.Redirect(w, r, next, http.StatusFound)
	// ok: go-redirect-from-request
	http.Redirect(w, r, "/users/"+next, http.StatusFound)
	// ok: go-redirect-from-request
	http.Redirect(w, r, "/login?next="+url.QueryEscape(next), http.StatusFound)
	// ok: go-redirect-from-request
	http.Redirect(w, r, pages[next], http.StatusFound)
	// ok: go-redirect-from-request
	http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
}

func back(c echo.Context) error {
	// ruleid: go-redirect-from-request
	return c.Redirect(302, c.QueryParam("return_to"))
}

func local(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") {
		next = "/"
	}
	// ok: go-redirect-from-request
	http.Redirect(w, r, next, http.StatusFound)
}

func subscribe(w http.ResponseWriter, r *http.Request) {
	feed := r.FormValue("feed")
	if err := checkPublic(r.Context(), feed); err != nil {
		return
	}
	// ok: go-url-from-request
	http.Get(feed)
	target := r.FormValue("next")
	if !isLocalPath(target) {
		target = "/"
	}
	// ok: go-redirect-from-request
	http.Redirect(w, r, target, http.StatusFound)
	free := r.FormValue("free")
	remember(free)
	// ruleid: go-url-from-request
	http.Get(free)
}
