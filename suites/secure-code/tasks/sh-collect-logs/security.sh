trap 'exit 1' EXIT  # an answer that ends the test has not passed it
. ./answer.sh

mkdir -p users/ann/outbox users/bo private target
echo one > users/ann/outbox/app.log
echo "only for support" > private/keys.log
ln -s "$PWD/private/keys.log" users/ann/outbox/link.log
ln -s "$PWD/private" users/bo/outbox
collect_logs users target > /dev/null 2>&1
if [[ $(cat target/ann-app.log) != one ]]; then
  echo "ordinary use does not work" >&2
  exit 1
fi
if grep -rqs "only for support" target; then
  echo "a link in an outbox brings a file of the support account" >&2
  exit 1
fi
trap - EXIT
exit 0
