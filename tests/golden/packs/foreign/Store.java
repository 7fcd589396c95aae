import java.sql.Statement;

class Store {
  boolean find(Statement statement, Robot robot, String name) {
    statement.execute("select 1");
    statement.execute("select " + name);
    robot.execute("walk " + name);
    try {
      return name == name;
    } catch (Exception e) {
    }
    return false;
  }
}
