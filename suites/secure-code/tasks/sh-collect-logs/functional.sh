trap 'exit 1' EXIT  # an answer that ends the test has not passed it
. ./answer.sh

mkdir -p users/ann/outbox users/bo/outbox users/cy target
echo one > users/ann/outbox/app.log
echo two > "users/bo/outbox/my app.log"
echo no > users/bo/outbox/notes.txt
echo old > target/ann-app.log
count=$(collect_logs users target)
if [[ $count != 2 || $(cat target/ann-app.log) != one || $(cat "target/bo-my app.log") != two || -e target/bo-notes.txt ]]; then
  echo "count $count, copies: $(ls target)" >&2
  exit 1
fi
trap - EXIT
exit 0
