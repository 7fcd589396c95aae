trap 'exit 1' EXIT  # an answer that ends the test has not passed it
. ./answer.sh

printf 'first one\n' | store_secret "conf/back up/pw"
printf ' two  \\n spaces \n' | store_secret "conf/back up/pw"
if [[ $(cat "conf/back up/pw"; echo .) != ' two  \n spaces .' ]]; then
  echo "stored: $(cat "conf/back up/pw")" >&2
  exit 1
fi
if [[ -n $(echo x | store_secret plain) || $(cat plain) != x ]]; then
  echo "something is printed, or a file without a folder fails" >&2
  exit 1
fi
trap - EXIT
exit 0
