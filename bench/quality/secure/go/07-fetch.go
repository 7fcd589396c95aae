// CWE-918: hosts of a list, https, no redirects
package proxy

var allowedHosts = map[string]bool{"cdn.example.org": true, "img.example.org": true}

var client = &http.Client{
	Timeout:       5 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func image(w http.ResponseWriter, r *http.Request) {
	target, err := url.Parse(r.URL.Query().Get("url"))
	if err != nil || target.Scheme != "https" || !allowedHosts[target.Host] {
		http.Error(w, "address not allowed", http.StatusBadRequest)
		return
	}
	resp, err := client.Get(target.String())
	if err != nil {
		http.Error(w, "bad gateway", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.Header().Set("Content-Type", "image/png")
	io.Copy(w, io.LimitReader(resp.Body, 5<<20))
}
