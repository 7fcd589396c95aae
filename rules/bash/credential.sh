#!/bin/bash
# ruleid: bash-hardcoded-credential
DB_PASSWORD="Tr0ub4dor"
# ruleid: bash-hardcoded-credential
export API_KEY=9f8a1c22d7e0
# ok: bash-hardcoded-credential
DB_PASSWORD="$1"
# ok: bash-hardcoded-credential
API_KEY="${API_KEY:?}"
# ok: bash-hardcoded-credential
PASSWORD="changeme"
# ruleid: bash-password-argument
sshpass -p "$PASS" ssh deploy@example.org
# ruleid: bash-password-argument
mysqldump -u root -p"$DB_PASSWORD" shop > shop.sql
# ok: bash-password-argument
mysqldump --defaults-extra-file=backup.cnf shop > shop.sql
# ok: bash-password-argument
mysql -u root -p
# ok: bash-password-argument
curl -u deploy https://example.org
# ruleid: bash-predictable-secret
TOKEN=$(echo $RANDOM | md5sum | cut -c1-16)
# ruleid: bash-predictable-secret
password=$(date +%s | sha256sum | head -c 32)
# ok: bash-predictable-secret
TOKEN=$(openssl rand -hex 32)
# ok: bash-predictable-secret
PORT=$((20000 + RANDOM % 1000))
# ruleid: bash-weak-cryptography
openssl enc -des3 -in a.txt -out a.enc
# ruleid: bash-weak-cryptography
openssl req -x509 -newkey rsa:1024 -nodes -keyout key.pem
# ok: bash-weak-cryptography
openssl enc -aes-256-cbc -pbkdf2 -in a.txt -out a.enc
# ok: bash-weak-cryptography
ssh-keygen -t ed25519 -f key
