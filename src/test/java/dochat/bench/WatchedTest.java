package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WatchedTest {
  private static final double MIB_KIB = 1_024;

  @Test
  void seesWhatAProcessCosts() {
    Watched self = Watched.self();
    assertTrue(self.cpuMicros() > 0, "" + self.cpuMicros());
    assertTrue(self.rssKib() > 10 * MIB_KIB, "" + self.rssKib());
    assertTrue(self.liveHeapKib() > MIB_KIB && self.liveHeapKib() < self.rssKib(), "" + self.liveHeapKib());
  }

  @Test
  void seesNothingOfAProcessThatIsNotKnown() {
    Watched nobody = Watched.stranger(null);
    assertEquals(Double.NaN, nobody.cpuMicros());
    assertEquals(Double.NaN, nobody.rssKib());
    assertEquals(Double.NaN, nobody.liveHeapKib());
    assertEquals(Double.NaN, nobody.count("dochat_store_reads_total"));
  }
}
