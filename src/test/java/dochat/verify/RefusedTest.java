package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the checker may hold a node to that refused a post. */
class RefusedTest {
  @ParameterizedTest
  @CsvSource({"busy, true", "rate_limited, true", "room_not_found, true", "unconfirmed, false", "internal, false"})
  void onlySomeRefusalsSayThatNothingWasSaved(String code, boolean isCertain) {
    assertEquals(isCertain, Refused.from(new JsonObject().put("code", code), null).isCertain());
  }

  @Test
  void aRoomThatIsNotThereIsShutToThisClientAlone() {
    assertTrue(Refused.from(new JsonObject().put("code", "room_not_found"), null).isShutOut());
    assertFalse(Refused.from(new JsonObject().put("code", "busy"), null).isShutOut());
  }

  @Test
  void whatIsUnconfirmedIsAskedAgain() {
    assertTrue(Refused.from(new JsonObject().put("code", "unconfirmed"), null).isPassing());
  }
}
