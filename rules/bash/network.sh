#!/bin/bash
# ruleid: bash-download-run
curl -fsSL https://example.org/install.sh | sudo bash
# ruleid: bash-download-run
bash -c "$(wget -qO- https://example.org/install.sh)"
# ruleid: bash-download-run
source <(curl -s https://example.org/functions.sh)
# ok: bash-download-run
curl -fsSL https://example.org/data.json | jq .
# ok: bash-download-run
echo "Install with: curl https://example.org/install.sh | bash"
# ok: bash-download-run
curl -fsSLo install.sh https://example.org/install.sh
# ruleid: bash-tls-unverified
curl -sk https://example.org/data
# ruleid: bash-tls-unverified
wget --no-check-certificate https://example.org/data
# ruleid: bash-tls-unverified
git config --global http.sslVerify false
# ok: bash-tls-unverified
curl --cacert authority.pem https://example.org/data
# ok: bash-tls-unverified
wget https://example.org/data
if [ -z "$address" ]; then
  address='localhost'
fi
# ok: bash-tls-unverified
curl --insecure --fail \
  "https://${address}:8443/alive"
# ruleid: bash-ssh-host-unverified
ssh -o StrictHostKeyChecking=no deploy@example.org uptime
# ruleid: bash-ssh-host-unverified
scp -o "StrictHostKeyChecking no" app.tgz deploy@example.org:
# ok: bash-ssh-host-unverified
ssh -o StrictHostKeyChecking=accept-new deploy@example.org uptime
# ok: bash-ssh-host-unverified
ssh deploy@example.org uptime
# ruleid: bash-package-unsigned
apt-get install -y --allow-unauthenticated tool
# ruleid: bash-package-unsigned
yum install -y --nogpgcheck tool
# ok: bash-package-unsigned
apt-get install -y --no-install-recommends tool
# ok: bash-package-unsigned
yum install -y tool
