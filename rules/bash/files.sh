#!/bin/bash
# ruleid: bash-world-writable
chmod -R 777 /var/www/html
# ruleid: bash-world-writable
chmod o+w app.conf
# ok: bash-world-writable
chmod 755 /usr/local/bin/app
# ok: bash-world-writable
chmod 1777 /srv/tmp
# ok: bash-world-writable
chmod +x run.sh
# ruleid: bash-shared-temporary-file
date > /tmp/report.txt
# ruleid: bash-shared-temporary-file
ps aux > "/tmp/list.$$"
# ok: bash-shared-temporary-file
date > "$(mktemp)"
# ok: bash-shared-temporary-file
cat /tmp/report.txt
# ok: bash-shared-temporary-file
date > report.txt
# ruleid: bash-run-shared-file
source /tmp/settings.sh
# ruleid: bash-run-shared-file
export PATH=.:$PATH
# ok: bash-run-shared-file
source "$(dirname "$0")/settings.sh"
# ok: bash-run-shared-file
export PATH="$HOME/bin:$PATH"
# ruleid: bash-remove-unset
rm -rf "$BUILD_DIR"/*
# ruleid: bash-remove-unset
rm -rf $TARGET/
# ok: bash-remove-unset
rm -rf "${BUILD_DIR:?}"/*
# ok: bash-remove-unset
rm -rf "$BUILD_DIR/output"
# ruleid: bash-find-shell-name
find . -name '*.txt' -exec sh -c 'wc -l {}' \;
# ruleid: bash-find-shell-name
ls | xargs -I{} bash -c "process {}"
# ok: bash-find-shell-name
find . -name '*.txt' -exec sh -c 'wc -l "$1"' _ {} \;
# ok: bash-find-shell-name
find . -name '*.txt' -exec wc -l {} +
# ruleid: bash-sudo-without-password
echo "deploy ALL=(ALL) NOPASSWD: ALL" >> /etc/sudoers
# ruleid: bash-sudo-without-password
echo "ci ALL=(ALL:ALL) NOPASSWD:ALL" | sudo tee /etc/sudoers.d/ci
# ok: bash-sudo-without-password
echo "deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart app" > /etc/sudoers.d/deploy
# ok: bash-sudo-without-password
sudo systemctl restart app
read -r name
# ruleid: bash-remove-argument
rm -rf $name
clean() {
  # ruleid: bash-remove-argument
  rm -f $1
  # ok: bash-remove-argument
  rm -f -- "$1"
}
# ok: bash-remove-argument
rm -f $LOCK
# ruleid: bash-shared-temporary-file
work=/tmp/app.$$
# ruleid: bash-remove-unset
rm -rf $1/*
if [ -d "$2" ]; then
  # ok: bash-remove-unset
  rm -rf "$2"/*
fi
