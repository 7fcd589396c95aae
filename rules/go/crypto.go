package secrets

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"math/rand"
	"os"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/bcrypt"
)

func digests(data []byte, password string) {
	// ruleid: go-weak-hash
	a := md5.Sum(data)
	// ruleid: go-weak-hash
	b := sha1.New()
	// ok: go-weak-hash
	c := sha256.Sum256(data)
	// ok: go-weak-hash
	d := registry.md5(data)
	// ruleid: go-password-fast-hash
	e := sha256.Sum256([]byte(password + "salt"))
	h := sha256.New()
	// ruleid: go-password-fast-hash
	h.Write([]byte(user.Password))
	// ok: go-password-fast-hash
	h.Write([]byte(user.Email))
	// ok: go-password-fast-hash
	f, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
}

func ciphers(key, text, out []byte) {
	// ruleid: go-weak-cipher
	a, _ := des.NewCipher(key)
	// ruleid: go-weak-cipher
	b, _ := rc4.NewCipher(key)
	// ok: go-weak-cipher
	block, err := aes.NewCipher(key)
	// ok: go-weak-cipher
	sealed, err := chacha20poly1305.New(key)
	for i := 0; i < len(text); i += aes.BlockSize {
		// ruleid: go-block-by-block
		block.Encrypt(out[i:i+aes.BlockSize], text[i:i+aes.BlockSize])
	}
	for len(text) > 0 {
		// ruleid: go-block-by-block
		block.Decrypt(out, text[:16])
		text = text[16:]
	}
	// ok: go-block-by-block
	block.Encrypt(out, text)
	gcm, err := cipher.NewGCM(block)
	for _, part := range parts {
		// ok: go-block-by-block
		gcm.Seal(nil, fresh(), part, nil)
	}
}

var signingKey = []byte("c8a1f3e07b2d4956")

func keys(token *jwt.Token, text []byte) {
	key := []byte("0123456789abcdef")
	// ruleid: go-constant-key
	block, err := aes.NewCipher(key)
	// ruleid: go-constant-key
	signed, err := token.SignedString([]byte("c8a1f3e07b2d4956"))
	// ok: go-constant-key
	other, err := token.SignedString([]byte(os.Getenv("JWT_KEY")))
	// ok: go-constant-key
	random, err := aes.NewCipher(randomBytes(32))
	iv := []byte("1234567890123456")
	// ruleid: go-constant-nonce
	stream := cipher.NewCTR(block, iv)
	gcm, err := cipher.NewGCM(block)
	// ruleid: go-constant-nonce
	sealed := gcm.Seal(nil, []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, text, nil)
	nonce := make([]byte, gcm.NonceSize())
	io.ReadFull(reader, nonce)
	// ok: go-constant-nonce
	sealed = gcm.Seal(nonce, nonce, text, nil)
	// ok: go-constant-nonce
	plain, err := gcm.Open(nil, iv, text, nil)
}

func randoms() {
	// ruleid: go-predictable-random
	token := fmt.Sprintf("%d", rand.Int63())
	// ok: go-predictable-random
	delay := rand.Intn(500)
	// ok: go-predictable-random
	token2, err := secureToken()
}

func generateToken(n int) string {
	b := make([]byte, n)
	for i := range b {
		// ruleid: go-predictable-random
		b[i] = letters[rand.Intn(len(letters))]
	}
	return string(b)
}

func verify(message, received []byte, key []byte, header string) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	expected := hex.EncodeToString(mac.Sum(nil))
	// ok: go-mac-compare
	if header == "" {
		return false
	}
	// ruleid: go-mac-compare
	if expected != header {
		return false
	}
	sum := mac.Sum(nil)
	// ruleid: go-mac-compare
	if !bytes.Equal(sum, received) {
		return false
	}
	// ok: go-mac-compare
	return hmac.Equal(sum, received)
}
