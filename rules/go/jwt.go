package auth

import "github.com/golang-jwt/jwt/v5"

func claims(text string) (jwt.MapClaims, error) {
	claims := jwt.MapClaims{}
	// ruleid: go-jwt-unverified
	_, _, err := jwt.NewParser().ParseUnverified(text, claims)
	parser := new(jwt.Parser)
	// ruleid: go-jwt-unverified
	token, _, err := parser.ParseUnverified(text, claims)
	return claims, err
}

func verified(text string) (jwt.MapClaims, error) {
	claims := jwt.MapClaims{}
	// ok: go-jwt-unverified
	_, _, err := jwt.NewParser().ParseUnverified(text, claims)
	// ok: go-jwt-unverified
	token, err := jwt.ParseWithClaims(text, claims, keys[claims["iss"]])
	return claims, err
}

func issue(claims jwt.Claims, key []byte) (string, error) {
	// ruleid: go-jwt-none
	token := jwt.NewWithClaims(jwt.SigningMethodNone, claims)
	// ruleid: go-jwt-none
	text, err := token.SignedString(jwt.UnsafeAllowNoneSignatureType)
	// ok: go-jwt-none
	token = jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	// ok: go-jwt-none
	if token.Method == jwt.SigningMethodNone {
		return "", errUnsigned
	}
	return token.SignedString(key)
}

func user(text string) string {
	// ruleid: go-jwt-key-error-ignored
	token, _ := jwt.Parse(text, keyFunc)
	return token.Claims.(jwt.MapClaims)["sub"].(string)
}

func admin(text string) bool {
	claims := &Claims{}
	// ruleid: go-jwt-key-error-ignored
	token, _ := jwt.ParseWithClaims(text, claims, keyFunc)
	log.Print(token)
	return claims.Admin
}

func checked(text string) string {
	// ok: go-jwt-key-error-ignored
	token, _ := jwt.Parse(text, keyFunc)
	if token == nil || !token.Valid {
		return ""
	}
	// ok: go-jwt-key-error-ignored
	other, err := jwt.Parse(text, keyFunc)
	return token.Raw
}
