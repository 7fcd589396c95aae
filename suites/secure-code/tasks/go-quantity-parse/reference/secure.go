package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

func ParseOrder(text string) (map[string]int32, error) {
	order := map[string]int32{}
	for _, line := range strings.Split(text, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if len(fields) != 2 {
			return nil, fmt.Errorf("not an article and a quantity: %q", line)
		}
		n, err := strconv.ParseInt(fields[1], 10, 32)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("not a quantity: %q", fields[1])
		}
		sum := int64(order[fields[0]]) + n
		if sum > math.MaxInt32 {
			return nil, fmt.Errorf("too many of %q", fields[0])
		}
		order[fields[0]] = int32(sum)
	}
	return order, nil
}
