package dochat.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.Function;

/** Texts without regard to case, character by character: upper before lower, so that both forms of a sigma are one. SQLite knows ASCII only, and has this as a function. */
final class Folded extends Function {
  /** The function's, in SQL. */
  static final String NAME = "folded";

  private Folded() {}

  static String of(String text) {
    return text.codePoints().map(Character::toUpperCase).map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  /** The same connection, on which statements may call it. */
  static Connection known(Connection connection) throws SQLException {
    Function.create(connection, NAME, new Folded(), 1, Function.FLAG_DETERMINISTIC);
    return connection;
  }

  @Override
  protected void xFunc() throws SQLException {
    var text = value_text(0);
    if (text == null) {
      result();
    } else {
      result(of(text));
    }
  }
}
