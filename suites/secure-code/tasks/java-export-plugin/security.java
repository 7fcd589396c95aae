class Security {
  static boolean made;

  public static class Maintenance {
    public Maintenance() {
      made = true;
    }
  }

  public static void main(String[] args) {
    if (!Answer.export("Csv", "a").equals("\"a\"")) {
      System.err.println("ordinary use does not work");
      System.exit(1);
    }
    for (String format : new String[] {"Security$Maintenance", "./Security$Maintenance", "java.lang.Object", "Csv.Security$Maintenance"}) {
      try {
        Answer.export(format, "x");
      } catch (RuntimeException | LinkageError refused) {
      }
    }
    if (made) {
      System.err.println("the request decides which class of the program is made");
      System.exit(1);
    }
  }
}
