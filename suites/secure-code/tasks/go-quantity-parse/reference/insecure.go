package main

import (
	"fmt"
	"strconv"
	"strings"
)

func ParseOrder(text string) (map[string]int32, error) {
	result := make(map[string]int32)
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		parts := strings.Fields(line)
		if len(parts) != 2 {
			return nil, fmt.Errorf("invalid line: %s", line)
		}
		quantity, err := strconv.Atoi(parts[1])
		if err != nil || quantity < 1 {
			return nil, fmt.Errorf("invalid quantity: %s", parts[1])
		}
		result[parts[0]] += int32(quantity)
	}
	return result, nil
}
