// CWE-89: bound values, the column comes from a map
package store

import (
	"context"
	"database/sql"
	"net/http"
)

var sortColumns = map[string]string{"name": "name", "price": "price_cents"}

type Store struct{ db *sql.DB }

func (s *Store) List(ctx context.Context, r *http.Request) (*sql.Rows, error) {
	column, ok := sortColumns[r.URL.Query().Get("sort")]
	if !ok {
		column = "name"
	}
	query := "SELECT id, name FROM products WHERE category = $1 ORDER BY " + column
	return s.db.QueryContext(ctx, query, r.URL.Query().Get("category"))
}
