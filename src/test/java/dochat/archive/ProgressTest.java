package dochat.archive;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How far a long work is, as a bar. */
class ProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Progress progress = new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), true);

  @Test
  void isEmptyWhileNobodyKnowsHowMuchThereIs() {
    String bar = bar(0, 0);
    assertTrue(bar.endsWith("[..............................] nothing checked yet"), bar);
  }

  @Test
  void showsTheShareThatIsDone() {
    String bar = bar(1_500, 2_000);
    assertTrue(bar.contains("[######################........] 1,500 of 2,000 events checked (75 %), "), bar);
    long all = 1L << 53;
    assertTrue(bar(all, all).contains("[##############################] 9,007,199,254,740,992 of"), err::toString);
  }

  /** The next one that is shown. */
  private String bar(long events, long all) {
    err.reset();
    progress.begin("checked");
    while (err.size() == 0) {
      progress.at(events, all);
    }
    return err.toString(StandardCharsets.UTF_8);
  }
}
