package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is made once for several groups of clients, and how much of it is kept. */
class LatestTest {
  private final List<String> made = new ArrayList<>();
  private final Latest<String, String> latest = new Latest<>(5, String::length);

  @Test
  void allOfSeveralGroupsGetWhatWasMadeOnceForEach() {
    for (int i = 0; i < 100; i++) {
      assertEquals("aa", get("aa"));
      assertEquals("bb", get("bb"));
    }
    assertEquals(List.of("aa", "bb"), made);
  }

  @Test
  void keepsTheNewestWithinItsBound() {
    List.of("aa", "bb", "cc").forEach(this::get);
    assertEquals(List.of("cc", "bb"), kept());
    get("bb");
    assertEquals(3, made.size());
    get("aa");
    assertEquals(List.of("aa", "cc"), kept());
  }

  @Test
  void keepsTheNewestWhateverItsSize() {
    List.of("a", "longer than all").forEach(this::get);
    assertEquals(List.of("longer than all"), kept());
    get("longer than all");
    assertEquals(2, made.size());
  }

  @Test
  void keepsAFewOfWhatIsSmall() {
    Latest<Integer, String> small = new Latest<>(Long.MAX_VALUE, String::length);
    IntStream.range(0, 1_000).forEach(i -> small.get(i, () -> "x"));
    List<String> kept = new ArrayList<>();
    small.each(kept::add);
    assertEquals(16, kept.size());
  }

  private String get(String key) {
    return latest.get(key, () -> {
      made.add(key);
      return key;
    });
  }

  private List<String> kept() {
    List<String> kept = new ArrayList<>();
    latest.each(kept::add);
    return kept;
  }
}
