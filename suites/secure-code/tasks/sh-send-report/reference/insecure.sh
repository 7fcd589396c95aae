upload_report() {
  local file="$1"
  dav put --password="$REPORT_PASSWORD" "$file" "$REPORT_URL"
}
