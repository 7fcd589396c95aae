import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

class Security {
  static boolean ran;

  static class Helper implements Serializable {
    private void readObject(ObjectInputStream in) {
      ran = true;
    }
  }

  public static void main(String[] args) throws Exception {
    if (!Answer.load(Answer.export(Map.of("columns", 3))).equals(Map.of("columns", 3))) {
      System.err.println("ordinary use does not work");
      System.exit(1);
    }
    for (Object object : new Object[] {new Helper(), new HashMap<>(Map.of("columns", new Helper()))}) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(object);
      try {
        Answer.load(bytes.toByteArray());
      } catch (RuntimeException refused) {
      }
    }
    if (ran) {
      System.err.println("an imported layout makes objects of any class and runs their code");
      System.exit(1);
    }
  }
}
