// CWE-89: a placeholder for each id
package store

func (s *Store) ByIDs(ctx context.Context, ids []int64) (*sql.Rows, error) {
	if len(ids) == 0 || len(ids) > 500 {
		return nil, errors.New("between 1 and 500 ids are expected")
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(ids)), ",")
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return s.db.QueryContext(ctx, "SELECT id, title FROM posts WHERE id IN ("+marks+")", args...)
}
