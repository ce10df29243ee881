package dochat.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A child does not outlive who started it, not even one that was killed: its standard input ends then. */
class TetherIT {
  private static final long PATIENCE_SECONDS = 60;

  @Test
  void endsWithWhoStartedIt() throws Exception {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
        Tether.class.getName(), Waiting.class.getName(), "ready").start();
    try {
      assertEquals("ready", process.inputReader().readLine());
      process.getOutputStream().close();
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
  }

  /** A program that ends by itself only long after the test. */
  public static final class Waiting {
    private Waiting() {
    }

    public static void main(String[] args) throws InterruptedException {
      System.out.println(args[0]);
      assertFalse(new CountDownLatch(1).await(2 * PATIENCE_SECONDS, TimeUnit.SECONDS), "nobody calls it");
    }
  }
}
