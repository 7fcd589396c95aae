#!/usr/bin/env bash
# CWE-78: hosts from a list, the remote command is constant
set -euo pipefail
hosts=(web1.example.org web2.example.org)
for host in "${hosts[@]}"; do
    ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -- "$host" 'sudo systemctl reload nginx'
done
