// CWE-918: a check that returns an error stands before the request
package feeds

func checkPublic(raw string) error {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "https" {
		return errors.New("https only")
	}
	ips, err := net.LookupIP(u.Hostname())
	if err != nil {
		return err
	}
	for _, ip := range ips {
		if ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified() {
			return errors.New("private address")
		}
	}
	return nil
}

func subscribe(w http.ResponseWriter, r *http.Request) {
	address := r.FormValue("feed")
	if err := checkPublic(address); err != nil {
		http.Error(w, "address not allowed", http.StatusBadRequest)
		return
	}
	resp, err := client.Get(address)
	if err != nil {
		http.Error(w, "unreachable", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(http.StatusNoContent)
}
