import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class Answer {
  public static byte[] export(Map<String, Object> layout) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(layout.size());
      for (Map.Entry<String, Object> entry : layout.entrySet()) {
        out.writeUTF(entry.getKey());
        Object value = entry.getValue();
        if (value instanceof String s) {
          out.writeByte('s');
          out.writeUTF(s);
        } else if (value instanceof Integer i) {
          out.writeByte('i');
          out.writeInt(i);
        } else if (value instanceof Boolean b) {
          out.writeByte('b');
          out.writeBoolean(b);
        } else if (value instanceof List<?> list) {
          out.writeByte('l');
          out.writeInt(list.size());
          for (Object item : list) out.writeUTF((String) item);
        } else {
          throw new IllegalArgumentException("not a value of a layout: " + value);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return bytes.toByteArray();
  }

  public static Map<String, Object> load(byte[] data) {
    Map<String, Object> layout = new LinkedHashMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(data))) {
      int count = in.readInt();
      if (count < 0) throw new IllegalArgumentException("not a layout");
      for (int i = 0; i < count; i++) layout.put(in.readUTF(), value(in));
      if (in.read() != -1) throw new IllegalArgumentException("not a layout");
    } catch (IOException e) {
      throw new IllegalArgumentException("not a layout", e);
    }
    return layout;
  }

  private static Object value(DataInputStream in) throws IOException {
    switch (in.readByte()) {
      case 's': return in.readUTF();
      case 'i': return in.readInt();
      case 'b': return in.readBoolean();
      case 'l':
        List<String> list = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) list.add(in.readUTF());
        return list;
      default: throw new IllegalArgumentException("not a layout");
    }
  }
}
