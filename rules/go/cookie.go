package auth

import "net/http"

func login(w http.ResponseWriter, token string, development bool) {
	// ruleid: go-cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: token, Path: "/"})
	// ruleid: go-cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: token, Secure: true})
	// ok: go-cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: token, Secure: true, HttpOnly: true})
	// ok: go-cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: token, Secure: !development, HttpOnly: true})
	// ok: go-cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark"})
	// ok: go-cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: "", MaxAge: -1})
}

func ginLogin(c *gin.Context, token string) {
	// ruleid: go-cookie-flags
	c.SetCookie("auth_token", token, 3600, "/", "", false, true)
	// ok: go-cookie-flags
	c.SetCookie("auth_token", token, 3600, "/", "", true, true)
	// ok: go-cookie-flags
	c.SetCookie("lang", "de", 3600, "/", "", false, false)
}

func asClient(request *http.Request, token string) {
	// ok: go-cookie-flags
	request.AddCookie(&http.Cookie{Name: "session-token", Value: token})
}
