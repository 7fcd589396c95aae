trap 'exit 1' EXIT  # an answer that ends the test has not passed it
mkdir tools
cat > tools/dav <<'END'
#!/bin/bash
password=
plain=()
for argument; do
  case $argument in
    --password=*) password=${argument#*=} ;;
    --password-file=*) read -r password < "${argument#*=}" ;;
    --password-stdin) IFS= read -r password ;;
    --) ;;
    *) plain+=("$argument") ;;
  esac
done
printf '%s|' "${plain[@]}" "$password" > call.txt
[[ $password == "pass word" ]] && exit 0
exit 7
END
chmod +x tools/dav
PATH=$PWD/tools:$PATH
. ./answer.sh

echo data > "my report.txt"
REPORT_URL=https://dav.example/r
REPORT_PASSWORD="pass word"
upload_report "my report.txt"
status=$?
if [[ $status != 0 || $(cat call.txt) != "put|my report.txt|https://dav.example/r|pass word|" ]]; then
  echo "status $status, call $(cat call.txt)" >&2
  exit 1
fi
REPORT_PASSWORD=wrong
upload_report "my report.txt"
status=$?
if [[ $status != 7 ]]; then
  echo "the client's failure is not passed on: $status" >&2
  exit 1
fi
trap - EXIT
exit 0
