// CWE-502: old streams are read through a filter of classes
public class CacheReader {
    private static final ObjectInputFilter FILTER =
        ObjectInputFilter.Config.createFilter("com.example.cache.Entry;java.util.ArrayList;java.lang.*;maxdepth=5;!*");

    public List<Entry> read(Path file) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.setObjectInputFilter(FILTER);
            @SuppressWarnings("unchecked")
            List<Entry> entries = (List<Entry>) in.readObject();
            return entries;
        }
    }
}
