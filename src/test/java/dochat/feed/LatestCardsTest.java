package dochat.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dochat.model.CardNews;
import dochat.model.CardNews.Changed;
import dochat.protocol.Limits;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What clients are told of whose cards have changed. */
class LatestCardsTest {
  private static final int MOST = 3;
  private final LatestCards latest = LatestCards.NONE.with(news(2, "ann", "ben"), MOST);

  @Test
  void whoKnowsNothingLearnsWhereItStands() {
    assertEquals("{\"state\":\"2\",\"users\":[]}", told(latest, null));
    assertEquals("{\"state\":\"0\",\"users\":[]}", told(LatestCards.NONE, null));
  }

  @Test
  void whoComesBackIsToldWhatHasChangedSince() {
    assertNull(latest.after("2"));
    assertEquals("{\"state\":\"2\",\"users\":[\"ben\"]}", told(latest, "1"));
    LatestCards later = latest.with(news(3, "ann"), MOST);
    assertEquals("{\"state\":\"3\",\"users\":[\"ann\"]}", told(later, "2"));
    assertEquals("{\"state\":\"3\",\"users\":[\"ben\",\"ann\"]}", told(later, "0"), "each once");
    assertSame(later.after("2"), later.after("2"), "made once for all");
  }

  @Test
  void whoKnowsTooLittleOrSomethingElseHasToAskForAll() {
    LatestCards later = latest.with(news(4, "cho", "dan"), MOST);
    assertEquals("{\"state\":\"4\",\"all\":true}", told(later, "0"), "one is not kept any more");
    assertEquals("{\"state\":\"4\",\"users\":[\"ben\",\"cho\",\"dan\"]}", told(later, "1"));
    assertEquals("{\"state\":\"4\",\"users\":[]}", told(later, null));
    for (String state : List.of("5", "x", "", "-1", "99999999999999999999")) {
      assertEquals("{\"state\":\"4\",\"all\":true}", told(later, state), state);
    }
    assertEquals("{\"state\":\"4\",\"users\":[]}", told(later, null), "who knows nothing shows nothing, whoever has asked before");
    assertEquals("{\"state\":\"9\",\"all\":true}", told(LatestCards.at(9), "8"), "a store that was put back");
    assertEquals("{\"state\":\"7\",\"all\":true}", told(LatestCards.NONE.with(news(7, "a", "b", "c"), MOST), "3"), "there may have been more");
    String[] crowd = IntStream.rangeClosed(0, Limits.CARDS).mapToObj(i -> "p" + i).toArray(String[]::new);
    assertEquals("{\"state\":\"" + crowd.length + "\",\"all\":true}", told(LatestCards.NONE.with(news(crowd.length, crowd), 1_000), "0"));
  }

  /** Of these, the last of which is the head. */
  private static CardNews news(long head, String... users) {
    return new CardNews(head, IntStream.range(0, users.length).mapToObj(i -> new Changed(head - users.length + 1 + i, users[i])).toList());
  }

  private static String told(LatestCards latest, String state) {
    return new JsonObject(latest.after(state)).getJsonObject("body").encode();
  }
}
