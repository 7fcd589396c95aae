// CWE-614, CWE-1004: flags of the session cookie
package auth

func setSession(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{
		Name:     "session",
		Value:    id,
		Path:     "/",
		MaxAge:   3600,
		Secure:   true,
		HttpOnly: true,
		SameSite: http.SameSiteStrictMode,
	})
}

func login(w http.ResponseWriter, r *http.Request) {
	user, err := users.Find(r.Context(), r.PostFormValue("email"))
	if err != nil || bcrypt.CompareHashAndPassword(user.Hash, []byte(r.PostFormValue("password"))) != nil {
		http.Error(w, "wrong email or password", http.StatusUnauthorized)
		return
	}
	setSession(w, sessions.Create(user.ID))
	http.Redirect(w, r, "/", http.StatusSeeOther)
}
