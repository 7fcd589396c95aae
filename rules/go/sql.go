package users

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

func byName(db *sql.DB, name string, id int) (*sql.Rows, error) {
	// ruleid: go-sql-format
	db.Query("SELECT id FROM users WHERE name = '" + name + "'")
	// ruleid: go-sql-format
	db.Exec(fmt.Sprintf("DELETE FROM users WHERE name = '%s'", name))
	query := fmt.Sprintf("SELECT * FROM users WHERE name = '%s' AND id = %d", name, id)
	// ruleid: go-sql-format
	row := db.QueryRowContext(context.Background(), query)
	row.Scan(&id)
	// ok: go-sql-format
	db.Query("SELECT id FROM users WHERE name = ?", name)
	// ok: go-sql-format
	db.Query("SELECT id " + "FROM users")
	safe := "SELECT id FROM users " +
		"WHERE name = $1"
	// ok: go-sql-format
	db.QueryRow(safe, name)
	// ok: go-sql-format
	db.Exec("INSERT INTO log (line) VALUES (?)", "select from "+name)
	// ok: go-sql-format
	fmt.Println("SELECT id FROM users WHERE name = '" + name + "'")
	// ok: go-sql-format
	db.Query(fmt.Sprintf("SELECT id FROM %s WHERE id = ?", tableName), id)
	filled := "SELECT id FROM users WHERE name = '%s'"
	filled = fmt.Sprintf(filled, name)
	// ruleid: go-sql-format
	db.Query(filled)
	added := "SELECT id FROM users"
	added = added + " WHERE name = '" + name + "'"
	// ruleid: go-sql-format
	db.Query(added)
	conditional := "SELECT id FROM users WHERE %s"
	conditional = fmt.Sprintf(conditional, f.buildCondition())
	// ok: go-sql-format
	db.Query(conditional, f.args...)
	return db.Query(safe, name)
}

func list(c *gin.Context, db *gorm.DB) {
	var users []User
	// ruleid: go-sql-from-request
	db.Where("name = '" + c.Query("name") + "'").Find(&users)
	sort := c.DefaultQuery("sort", "id")
	// ruleid: go-sql-from-request
	db.Order(sort).Find(&users)
	// ok: go-sql-from-request
	db.Where("name = ?", c.Query("name")).Find(&users)
	// ok: go-sql-from-request
	db.Order(columns[sort]).Find(&users)
	var filter User
	if err := c.ShouldBindJSON(&filter); err != nil {
		return
	}
	// ok: go-sql-from-request
	db.Where(&filter).Find(&users)
	// ruleid: go-sql-from-request, go-sql-format
	db.Raw("SELECT * FROM users WHERE email = '" + filter.Email + "'").Scan(&users)
}

func handler(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.URL.Query().Get("id"))
	if err != nil {
		return
	}
	// ok: go-sql-from-request
	db.Query("SELECT name FROM users WHERE rank = " + strconv.Itoa(id))
	q := "SELECT name FROM users WHERE name LIKE '%" + r.FormValue("q") + "%'"
	// ruleid: go-sql-from-request, go-sql-format
	rows, err := db.QueryContext(r.Context(), q)
	var in struct{ Name string }
	json.NewDecoder(r.Body).Decode(&in)
	// ok: go-sql-from-request
	db.ExecContext(r.Context(), "INSERT INTO users (name) VALUES ($1)", in.Name)
}

func sorted(db *sql.DB, r *http.Request, shop string) {
	order, ok := sortColumns[r.FormValue("sort")]
	if !ok {
		order = "name"
	}
	query := "SELECT id FROM products WHERE shop = $1 ORDER BY " + order
	// ok: go-sql-format
	db.Query(query, shop)
	free := r.FormValue("sort")
	text := "SELECT id FROM products WHERE shop = $1 ORDER BY " + free
	// ruleid: go-sql-format, go-sql-from-request
	db.Query(text, shop)
}

func checked(db *sql.DB, r *http.Request) {
	sort := r.FormValue("sort")
	if !slices.Contains(sortable, sort) {
		sort = "name"
	}
	query := fmt.Sprintf("SELECT id FROM products WHERE shop = $1 ORDER BY %s", sort)
	// ok: go-sql-format, go-sql-from-request
	db.Query(query, 1)
	free := r.FormValue("free")
	text := fmt.Sprintf("SELECT id FROM products WHERE shop = $1 ORDER BY %s", free)
	// ruleid: go-sql-format, go-sql-from-request
	db.Query(text, 1)
}

func page(db *sql.DB, limit, offset int, name string) {
	text := fmt.Sprintf("SELECT id FROM products LIMIT %d OFFSET %d", limit, offset)
	// ok: go-sql-format
	db.Query(text)
	// ok: go-sql-format
	db.Exec(fmt.Sprintf("DELETE FROM products WHERE rank > %04d", limit))
	// ruleid: go-sql-format
	db.Query(fmt.Sprintf("SELECT id FROM products WHERE rank > %d AND name = '%s'", limit, name))
	// ruleid: go-sql-format
	db.Query(fmt.Sprintf("SELECT id FROM products WHERE name = %v", name))
}
