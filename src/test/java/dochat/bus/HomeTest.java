package dochat.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HomeTest {
  private static final int SESSIONS = 6_000;
  private static final List<Home> HOMES = IntStream.range(0, 6).mapToObj(i -> new Home("node-" + i / 2, "127.0.0.1", 40_000 + i, "secret")).toList();

  @Test
  void spreadsSessionsEvenly() {
    Map<Home, Long> counts = sessions().stream().collect(Collectors.groupingBy(session -> of(session, HOMES), Collectors.counting()));
    assertEquals(HOMES.size(), counts.size());
    counts.values().forEach(count -> assertTrue(count > 850 && count < 1_150, counts.values().toString()));
  }

  @Test
  void movesOnlyTheSessionsOfAHomeThatGoes() {
    List<Home> left = HOMES.subList(0, 5);
    for (String session : sessions()) {
      Home before = of(session, HOMES);
      assertTrue(before.equals(HOMES.get(5)) || before.equals(of(session, left)), session);
    }
  }

  @Test
  void aHomeOfAnotherVersionIsNone() {
    Home home = HOMES.get(0);
    assertEquals(Optional.of(home), Home.from(home.toJson()));
    for (String field : home.toJson().fieldNames()) {
      assertEquals(Optional.empty(), Home.from(home.toJson().putNull(field)), field);
    }
    assertEquals(Optional.empty(), Home.from(home.toJson().put("port", "forty")));
    assertEquals(Optional.empty(), Home.from(home.toJson().put("layout", 2)), "what looks alike may mean something else");
  }

  private static List<String> sessions() {
    return IntStream.range(0, SESSIONS).mapToObj(i -> Integer.toString(i * 7_919, 36)).toList();
  }

  private static Home of(String session, List<Home> homes) {
    return homes.stream().max(Comparator.comparingLong(home -> home.weight(session))).orElseThrow();
  }
}
