package main

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
)

const limit = 1 << 20

func ReadSettings(body io.Reader) (map[string]string, error) {
	unpacked, err := gzip.NewReader(body)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(unpacked, limit+1))
	if err != nil {
		return nil, err
	}
	if len(text) > limit {
		return nil, errors.New("settings are larger than 1 MB")
	}
	var settings map[string]string
	if err := json.Unmarshal(text, &settings); err != nil {
		return nil, err
	}
	return settings, nil
}
