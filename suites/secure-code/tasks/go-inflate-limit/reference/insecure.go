package main

import (
	"compress/gzip"
	"encoding/json"
	"io"
)

func ReadSettings(body io.Reader) (map[string]string, error) {
	zr, err := gzip.NewReader(body)
	if err != nil {
		return nil, err
	}
	defer zr.Close()
	data, err := io.ReadAll(zr)
	if err != nil {
		return nil, err
	}
	settings := make(map[string]string)
	err = json.Unmarshal(data, &settings)
	return settings, err
}
