package dochat.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Origins are compared exactly; nothing that only looks alike comes in. */
class WebGuardTest {
  private static final WebGuard GUARD = new WebGuard(Set.of("https://chat.example", "http://proxy.example:8443"), false);
  private static final WebGuard LOCAL = new WebGuard(Set.of("https://chat.example", "http://proxy.example:8443"), true);

  @ParameterizedTest
  @CsvSource({"http://localhost:8080,localhost:8080", "http://LOCALHOST:8080,localhost:8080", "http://chat.test,chat.test",
      "http://chat.test,chat.test:80", "https://chat.test,chat.test", "https://chat.test,chat.test:443", "https://chat.test:8443,chat.test:8443",
      "http://127.0.0.1:8080,127.0.0.1:8080", "http://[::1]:8080,[::1]:8080", "http://[::1],[::1]", "http://[::1],[::1]:80",
      "https://chat.example,other:1", "http://proxy.example:8443,10.0.0.1:8080"})
  void itsOwnPagesAndTheAllowedOnesMaySpeak(String origin, String host) {
    assertTrue(GUARD.allows(origin, host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080.evil.example", "http://localhost:8080@evil.example", "http://evil.example@localhost:8080",
      "http://user:pass@localhost:8080", "http://localhost:8080/", "http://localhost:8080/x", "http://localhost:80801", "http://localhost:808",
      "http://localhost", "http://localhost:8080:8080", "http://localhost.:8080", "http://evil.localhost:8080", "http://xlocalhost:8080",
      "http://127.0.0.1:8080", "http://[::1]:8080", "ws://localhost:8080", "ftp://localhost:8080", "file://localhost:8080", "file://", "http://",
      "null", "", "localhost:8080", "//localhost:8080", "HTTP://localhost:8080", "http://localhost:8080 ", " http://localhost:8080",
      "http://localhost:8080\t", "http://localhost:8080,http://evil.example", "http://localhost:8080#", "http://localhost:8080?", "http:/localhost:8080",
      "http://locaIhost:8080", "http://ｌocalhost:8080", "https://localhost", "*"})
  void nothingElseMay(String origin) {
    assertFalse(GUARD.allows(origin, "localhost:8080"), origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://chat.example", "https://chat.example:443", "https://chat.example.", "https://chat.example.evil.example",
      "https://evil.example/https://chat.example", "https://CHAT.example.evil", "https://xchat.example", "http://proxy.example", "https://proxy.example:8443"})
  void theAllowListIsExact(String origin) {
    assertFalse(GUARD.allows(origin, "localhost:8080"), origin);
  }

  @Test
  void withoutAHostOnlyTheAllowListCounts() {
    assertTrue(GUARD.allows("https://chat.example", null));
    assertFalse(GUARD.allows("http://localhost:8080", null));
    assertFalse(GUARD.allows("http://", ""));
    assertFalse(GUARD.allows("null", "null"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:8080", "chat.localhost:8080", "127.0.0.1", "127.0.0.1:8080", "192.168.0.7:8080", "[::1]", "[::1]:8080",
      "[fe80::1]:8080", "chat.example", "Chat.Example:443", "proxy.example", "proxy.example:8443"})
  void aNodeOfThisMachineKnowsItsNamesAndAddresses(String host) {
    assertTrue(LOCAL.knows(host));
    assertTrue(LOCAL.allows("http://" + host.toLowerCase(Locale.ROOT), host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example:8080", "evil.example", "localhost.evil.example:8080", "127.0.0.1.evil.example:8080", "evillocalhost", "localhost.:8080",
      "chat.example.evil.example", "xchat.example", "1.2.3", "1.2.3.4.5", "127.0.0.1x", "", ":8080"})
  void aNodeOfThisMachineIsNobodyElses(String host) {
    assertFalse(LOCAL.knows(host));
    assertFalse(LOCAL.allows("http://" + host, host));
    assertTrue(GUARD.knows(host), "which names a network has is not known");
  }

  @Test
  void aSchemesPortIsNotTheOthers() {
    assertFalse(GUARD.allows("http://chat.test", "chat.test:443"));
    assertFalse(GUARD.allows("https://chat.test", "chat.test:80"));
  }
}
