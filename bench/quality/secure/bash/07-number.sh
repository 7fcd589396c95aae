#!/bin/bash
# CWE-20: only digits reach arithmetic
set -eu
read -r -p "Days to keep: " days
if ! [[ $days =~ ^[1-9][0-9]{0,3}$ ]]; then
    echo "a number from 1 to 9999 is expected" >&2
    exit 2
fi
limit=$((days * 24 * 60))
find /var/log/shop -name '*.log' -mmin "+$limit" -delete
