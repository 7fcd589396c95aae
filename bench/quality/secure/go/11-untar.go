// CWE-22: each entry is checked, sizes are limited
package backup

func extract(r io.Reader, target string) error {
	root := filepath.Clean(target) + string(os.PathSeparator)
	tr := tar.NewReader(r)
	for {
		header, err := tr.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		path := filepath.Join(target, header.Name)
		if !strings.HasPrefix(path, root) {
			return fmt.Errorf("entry outside of the target: %q", header.Name)
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		_, err = io.CopyN(out, tr, min(header.Size, maxEntry))
		if closeErr := out.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return err
		}
	}
}
