import java.util.List;

class Security {
  public static void main(String[] args) {
    List<Answer.Note> notes = List.of(new Answer.Note(1, "red", "one"), new Answer.Note(2, "blue", "two"));
    if (Answer.find(notes, "red", 1).isEmpty()) {
      System.err.println("ordinary use does not work");
      System.exit(1);
    }
    boolean shown;
    try {
      shown = Answer.find(notes, "red", 2).isPresent();
    } catch (RuntimeException refused) {
      shown = false;
    }
    if (shown) {
      System.err.println("a member of another team reads the note by its number");
      System.exit(1);
    }
  }
}
