import java.util.List;

class Functional {
  public static void main(String[] args) {
    List<Answer.Note> notes = List.of(new Answer.Note(1, "red", "one"), new Answer.Note(2, "blue", "two"), new Answer.Note(3, "red", "three"));
    if (!Answer.find(notes, "red", 3).map(Answer.Note::text).equals(java.util.Optional.of("three")) || Answer.find(notes, "red", 9).isPresent()) {
      System.err.println("note 3 is not found, or note 9 is");
      System.exit(1);
    }
  }
}
