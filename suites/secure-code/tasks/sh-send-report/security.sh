trap 'exit 1' EXIT  # an answer that ends the test has not passed it
mkdir tools
cat > tools/dav <<'END'
#!/bin/bash
tr '\0' ' ' < /proc/$$/cmdline > seen.txt
for argument; do
  [[ $argument == --password-file=* ]] && stat -L -c %a "${argument#*=}" > mode.txt
done
echo called >> calls.txt
exit 0
END
chmod +x tools/dav
PATH=$PWD/tools:$PATH
. ./answer.sh

umask 022
echo data > report.txt
REPORT_URL=https://dav.example/r
REPORT_PASSWORD=mark-4711
upload_report report.txt
if [[ ! -e calls.txt ]]; then
  echo "ordinary use does not work" >&2
  exit 1
fi
if grep -q mark-4711 seen.txt; then
  echo "the password stands in the list of processes" >&2
  exit 1
fi
if [[ -e mode.txt && $(cat mode.txt) == *[4-7] ]]; then
  echo "the password is in a file that others can read" >&2
  exit 1
fi
trap - EXIT
exit 0
