upload_report() {
  printf '%s\n' "$REPORT_PASSWORD" | dav put --password-stdin -- "$1" "$REPORT_URL"
}
