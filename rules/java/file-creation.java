class Reports {
    void write(String text) throws IOException {
        // ruleid: java-shared-temporary-file
        try (FileWriter out = new FileWriter("/tmp/report.csv")) {
            out.write(text);
        }
        // ruleid: java-shared-temporary-file
        Files.writeString(Path.of(System.getProperty("java.io.tmpdir") + "/report.csv"), text);
        Path file = Files.createTempFile("report", ".csv");
        // ok: java-shared-temporary-file
        Files.writeString(file, text);
        // ok: java-shared-temporary-file
        new FileWriter("/var/lib/app/report.csv").close();
    }

    File directory() throws IOException {
        File work = File.createTempFile("work", "");
        work.delete();
        // ruleid: java-temporary-directory-race
        work.mkdir();
        return work;
    }

    File checkedDirectory() throws IOException {
        File work = File.createTempFile("work", null);
        // ruleid: java-temporary-directory-race
        if (!work.delete() || !work.mkdirs()) {
            throw new IOException("no directory");
        }
        return work;
    }

    Path own() throws IOException {
        // ok: java-temporary-directory-race
        return Files.createTempDirectory("work");
    }

    void under(File base) {
        // ok: java-temporary-directory-race
        new File(base, "work").mkdirs();
    }

    void permissions(File file, Path path) throws IOException {
        // ruleid: java-open-file-permissions
        file.setWritable(true, false);
        // ruleid: java-open-file-permissions
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        // ok: java-open-file-permissions
        file.setWritable(true);
        // ok: java-open-file-permissions
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
