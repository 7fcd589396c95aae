package files

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

func download(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("file")
	// ruleid: go-path-from-request
	http.ServeFile(w, r, filepath.Join("./uploads", name))
	// ruleid: go-path-from-request
	data, err := os.ReadFile("./uploads/" + name)
	// ok: go-path-from-request
	f, err := os.Open(filepath.Join("./uploads", filepath.Base(name)))
	// ok: go-path-from-request
	http.ServeFile(w, r, "./static/index.html")
	w.Write(data)
}

func checked(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join(root, r.FormValue("file"))
	if !strings.HasPrefix(path, root+"/") {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	// ok: go-path-from-request
	http.ServeFile(w, r, path)
}

func upload(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("file")
	// ruleid: go-path-from-request
	out, err := os.Create("./uploads/" + header.Filename)
	io.Copy(out, file)
	// ok: go-path-from-request
	out, err = os.CreateTemp("./uploads", "upload-*")
}

func unzip(r *zip.ReadCloser, dest string) error {
	for _, f := range r.File {
		path := filepath.Join(dest, f.Name)
		// ruleid: go-archive-entry-path
		out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, f.Mode())
		rc, err := f.Open()
		// ruleid: go-decompression-unbounded
		io.Copy(out, rc)
	}
	return nil
}

func untar(in io.Reader, dest string) error {
	gz, err := gzip.NewReader(in)
	tr := tar.NewReader(gz)
	for {
		header, err := tr.Next()
		if err == io.EOF {
			return nil
		}
		// ruleid: go-archive-entry-path
		out, err := os.Create(filepath.Join(dest, header.Name))
		// ruleid: go-decompression-unbounded
		io.Copy(out, tr)
	}
}

func unzipChecked(r *zip.Reader, dest string) error {
	for _, f := range r.File {
		path := filepath.Join(dest, f.Name)
		if !strings.HasPrefix(path, filepath.Clean(dest)+string(os.PathSeparator)) {
			return errors.New("entry outside of the folder")
		}
		// ok: go-archive-entry-path
		out, err := os.Create(path)
		rc, err := f.Open()
		// ok: go-decompression-unbounded
		io.Copy(out, io.LimitReader(rc, maxEntry))
	}
	return nil
}

func flat(r *zip.Reader, dest string) error {
	for _, f := range r.File {
		if !filepath.IsLocal(f.Name) {
			continue
		}
		path := filepath.Join(dest, f.Name)
		// ok: go-archive-entry-path
		os.Create(path)
		// ok: go-archive-entry-path
		os.Create(filepath.Join(dest, filepath.Base(f.Name)))
	}
	return nil
}

func read(in io.Reader) ([]byte, error) {
	// ok: go-decompression-unbounded
	return io.ReadAll(in)
}

func safeJoin(root, name string) (string, bool) {
	path := filepath.Join(root, name)
	return path, strings.HasPrefix(path, root+"/")
}

func resolved(w http.ResponseWriter, r *http.Request) {
	path, ok := safeJoin(root, r.FormValue("name"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	// ok: go-path-from-request
	http.ServeFile(w, r, path)
	name := r.FormValue("note")
	if !validName(name) {
		return
	}
	// ok: go-path-from-request
	os.ReadFile(filepath.Join(root, name))
	free := r.FormValue("free")
	if isEmpty(free) {
		return
	}
	// ruleid: go-path-from-request
	os.ReadFile(filepath.Join(root, free))
}

func relative(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join(root, r.FormValue("name"))
	rel, err := filepath.Rel(root, path)
	if err != nil || strings.HasPrefix(rel, "..") {
		return
	}
	// ok: go-path-from-request
	http.ServeFile(w, r, path)
	other := filepath.Join(root, r.FormValue("other"))
	rel, err = filepath.Rel(root, other)
	// ruleid: go-path-from-request
	http.ServeFile(w, r, other)
}
