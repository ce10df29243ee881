package dochat.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.store.Engine.Fault;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that passes by itself is taken for a mistake of ours. */
class PostgresFaultsTest {
  @ParameterizedTest
  @CsvSource({
      "PASSING, 40001 40P01",
      "TAKEN, 23505",
      "HELD, 55P03",
      "BROKEN, 08000 08003 08006 08007 08P01 57P01 57P02 57P04 57P05 25P03 25P04 25006 40003 40000 26000 0A000 99999",
      "LASTING, 08001 08004 57P03 57014 57000 53000 53100 53200 53300 53400 55000 55006 28000 28P01 3D000 42P01 42501 58000 58030 F0000 XX000 XX001",
      "BUG, 22001 22021 23502 23503 42601 42703 25P02 54000"})
  void eachStateIsWhatItMeans(Fault fault, String states) {
    for (var state : states.split(" ")) {
      assertEquals(fault, PostgresFaults.of(new SQLException("x", state)), state);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 08001 57P03 53300", "false, 08004 08006 28P01 28000 3D000 42501 XX000 99999"})
  void aServerIsAwayThatMayBeThereInAMoment(boolean isAway, String states) {
    for (var state : states.split(" ")) {
      assertEquals(isAway, PostgresFaults.isAway(new SQLException("x", state)), state);
    }
  }

  @Test
  void noStateAtAllIsTheDriversOwnTrouble() {
    assertEquals(Fault.BROKEN, PostgresFaults.of(new SQLException("x")));
  }
}
