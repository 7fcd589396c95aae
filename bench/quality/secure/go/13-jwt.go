// CWE-347: the method is compared before the key is handed out
package auth

import (
	"errors"
	"fmt"

	"github.com/golang-jwt/jwt/v5"
)

func Parse(token string, key []byte) (*jwt.RegisteredClaims, error) {
	claims := &jwt.RegisteredClaims{}
	parsed, err := jwt.ParseWithClaims(token, claims, func(t *jwt.Token) (any, error) {
		if _, ok := t.Method.(*jwt.SigningMethodHMAC); !ok {
			return nil, fmt.Errorf("unexpected method %v", t.Header["alg"])
		}
		return key, nil
	}, jwt.WithValidMethods([]string{"HS256"}), jwt.WithAudience("shop"), jwt.WithExpirationRequired())
	if err != nil {
		return nil, err
	}
	if !parsed.Valid {
		return nil, errors.New("invalid token")
	}
	return claims, nil
}
