import java.util.List;
import java.util.Optional;

public class Answer {
  public record Note(int id, String team, String text) {}

  public static Optional<Note> find(List<Note> notes, String team, int id) {
    return notes.stream().filter(note -> note.id() == id && note.team().equals(team)).findFirst();
  }
}
