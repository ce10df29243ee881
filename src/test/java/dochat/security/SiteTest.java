package dochat.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where browsers have passkeys, and what they belong to. */
class SiteTest {
  @Test
  void isTheHostOfThePageWithoutItsPort() {
    assertEquals(new Site("https://chat.example", "chat.example"), Site.of("https://chat.example"));
    assertEquals(new Site("https://chat.example:8443", "chat.example"), Site.of("https://chat.example:8443"));
    assertEquals(new Site("http://localhost:8080", "localhost"), Site.of("http://localhost:8080"));
  }

  @Test
  void isNoneWithoutANameOrWithoutTls() {
    for (String origin : List.of("http://chat.example", "https://192.168.0.7", "http://127.0.0.1:8080", "https://[::1]:8443", "http://192.168.0.7:8080")) {
      assertEquals(ProblemCode.PASSKEYS_UNAVAILABLE, assertThrows(Problem.class, () -> Site.of(origin), origin).code());
    }
  }
}
