package config

import (
	"database/sql"
	"os"
)

// ruleid: go-hardcoded-credential
const apiKey = "9f8e7d6c5b4a3210ffee"

// ruleid: go-hardcoded-credential
var jwtSecret = []byte("c8a1f3e07b2d4956")

// ok: go-hardcoded-credential
const passwordHeader = "X-Password-Hash9"

func connect() {
	// ruleid: go-hardcoded-credential
	config := Config{User: "admin", Password: "S3cure!pw99"}
	// ok: go-hardcoded-credential
	other := Config{User: "admin", Password: os.Getenv("DB_PASSWORD")}
	// ok: go-hardcoded-credential
	errPassword := "wrong name or pass phrase"
	// ok: go-hardcoded-credential
	third := Config{Password: ""}
	// ruleid: go-connection-password
	db, err := sql.Open("mysql", "root:hunter2@tcp(localhost:3306)/app")
	// ruleid: go-connection-password
	dsn := "postgres://app:hunter2@db.internal:5432/app?sslmode=disable"
	// ok: go-connection-password
	db, err = sql.Open("postgres", os.Getenv("DATABASE_URL"))
	// ok: go-connection-password
	db, err = sql.Open("sqlite3", "file:app.db?cache=shared")
	// ok: go-connection-password
	form := "postgres://user:%s@localhost/app"
}

// ruleid: go-hardcoded-credential
var jwtKey = []byte("shop_signing_key_7")

// ruleid: go-hardcoded-credential
const sessionSecret = "my-shop-key-of-2024"

// ok: go-hardcoded-credential
const jwtSecretKey = "JWT_SECRET"

// ok: go-hardcoded-credential
var tokenKey = []byte(os.Getenv("TOKEN_KEY"))
