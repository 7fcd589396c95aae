// CWE-22: each entry must stay below the target
public final class Unzip {
    private static final int MAX_ENTRIES = 10_000;

    static void unzip(InputStream upload, Path target) throws IOException {
        Path base = target.toRealPath();
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(upload)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) throw new IOException("too many entries");
                Path destination = base.resolve(entry.getName()).normalize();
                if (!destination.startsWith(base)) {
                    throw new IOException("entry outside of the target: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(destination);
                } else {
                    Files.createDirectories(destination.getParent());
                    Files.copy(zip, destination);
                }
            }
        }
    }
}
