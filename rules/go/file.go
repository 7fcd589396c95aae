package files

import (
	"fmt"
	"os"
	"path/filepath"
)

func write(path string, data []byte) {
	// ruleid: go-file-permission
	os.WriteFile(path, data, 0666)
	// ruleid: go-file-permission
	os.MkdirAll(path, 0o777)
	// ruleid: go-file-permission
	os.Chmod(path, os.FileMode(0777))
	// ok: go-file-permission
	os.WriteFile(path, data, 0600)
	// ok: go-file-permission
	os.MkdirAll(path, 0o755)
	// ruleid: go-temporary-file-name
	os.WriteFile("/tmp/report.txt", data, 0600)
	// ruleid: go-temporary-file-name
	os.Create(filepath.Join(os.TempDir(), "report.txt"))
	// ruleid: go-temporary-file-name
	os.Create(fmt.Sprintf("/tmp/report-%d.txt", os.Getpid()))
	// ok: go-temporary-file-name
	os.OpenFile("/tmp/report.lock", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0600)
	// ok: go-temporary-file-name
	os.CreateTemp("", "report-*.txt")
	// ok: go-temporary-file-name
	os.Create("/var/lib/app/report.txt")
}
