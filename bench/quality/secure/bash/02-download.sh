#!/usr/bin/env bash
# CWE-494, CWE-295: https, a pinned checksum, nothing is run unseen
set -euo pipefail
version=1.4.2
sum=5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef
file=$(mktemp)
trap 'rm -f -- "$file"' EXIT
curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location \
    --output "$file" "https://downloads.example.org/tool-$version.tar.gz"
echo "$sum  $file" | sha256sum --check --status
mkdir -p /opt/tool
tar -xzf "$file" -C /opt/tool --no-same-owner
