// CWE-190: the number is parsed with its width and limited
package api

func pageSize(r *http.Request) (int, error) {
	text := r.URL.Query().Get("size")
	if text == "" {
		return 20, nil
	}
	size, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return 0, fmt.Errorf("size: %w", err)
	}
	if size == 0 || size > 200 {
		return 0, errors.New("size must be between 1 and 200")
	}
	return int(size), nil
}
