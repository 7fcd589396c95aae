#!/usr/bin/env bash
# CWE-78, CWE-377: quoted variables, a private temporary folder
set -euo pipefail

if [[ $# -ne 1 ]]; then
    echo "usage: backup NAME" >&2
    exit 2
fi
name=$1
if [[ ! $name =~ ^[A-Za-z0-9_-]{1,40}$ ]]; then
    echo "invalid name" >&2
    exit 2
fi
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
tar -czf "$work/$name.tar.gz" -C /srv/data -- "$name"
install -m 600 "$work/$name.tar.gz" /srv/backups/
