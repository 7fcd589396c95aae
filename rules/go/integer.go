package numbers

import (
	"math"
	"strconv"
)

func port(text string) (uint16, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, err
	}
	// ruleid: go-integer-truncated
	return uint16(n), nil
}

func amount(text string) int32 {
	v, _ := strconv.ParseInt(text, 10, 64)
	// ruleid: go-integer-truncated
	return int32(v)
}

func checked(text string) int32 {
	n, err := strconv.Atoi(text)
	if err != nil || n > math.MaxInt32 || n < math.MinInt32 {
		return 0
	}
	// ok: go-integer-truncated
	return int32(n)
}

func small(text string) uint16 {
	v, err := strconv.ParseUint(text, 10, 16)
	// ok: go-integer-truncated
	return uint16(v)
}

func wide(text string) int64 {
	n, _ := strconv.Atoi(text)
	// ok: go-integer-truncated
	return int64(n)
}
