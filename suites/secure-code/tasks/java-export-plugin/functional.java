class Functional {
  public static void main(String[] args) {
    if (!Answer.export("Csv", "a b").equals("\"a b\"") || !Answer.export("Html", "a b").equals("<p>a b</p>")) {
      System.err.println("exports: " + Answer.export("Csv", "a b") + Answer.export("Html", "a b"));
      System.exit(1);
    }
    try {
      Answer.export("Pdf", "x");
      System.err.println("no exception");
      System.exit(1);
    } catch (IllegalArgumentException expected) {
    }
  }
}
