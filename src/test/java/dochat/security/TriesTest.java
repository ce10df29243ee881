package dochat.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Credential;
import dochat.model.User;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who guesses is slowed down, wherever they come from, and who has signed in before is not kept out by them. */
class TriesTest {
  private static final long SECOND = 1_000_000_000;
  private static final Credential ANNA = new Credential(new User("u-anna", "Anna"), "anna", "$argon2id$one");

  private final AtomicLong nanos = new AtomicLong();
  private final Tries tries = new Tries(nanos::get);

  @Test
  void slowsDownWhoTriesManyHandlesFromOneNetwork() {
    int most = triesUntilRefused(i -> tries.from("here"));
    assertTrue(most <= 50, most + " at once");
    assertDoesNotThrow(() -> tries.from("elsewhere"));
    nanos.addAndGet(SECOND);
    assertDoesNotThrow(() -> tries.from("here"));
  }

  @Test
  void slowsDownWhoTriesOneHandleFromManyNetworks() {
    int most = triesUntilRefused(i -> {
      tries.from("network " + i);
      tries.of("anna", "network " + i);
    });
    assertTrue(most <= 80, most + " at once");
    assertDoesNotThrow(() -> tries.of("ben", "network 1"));
    assertDoesNotThrow(() -> tries.by(DevicePass.issue(ANNA)), "a device that has signed in before");
  }

  /** From whichever networks: that is what keeps the owner's password safe. */
  @Test
  void nobodyTriesAHandleOftenInADay() {
    int guesses = 0;
    for (int i = 0; i < 24 * 60 * 60; i++) {
      nanos.addAndGet(SECOND);
      guesses += isTried("network " + i) ? 1 : 0;
    }
    assertTrue(guesses <= 80 + 24 * 60 * 8, guesses + " in a day");
  }

  @Test
  void whoGuessesFromSomeNetworksKeepsTheOwnerOutOfNoNewDevice() {
    for (int i = 0; i < 24 * 60 * 60; i++) {
      nanos.addAndGet(SECOND);
      isTried("network " + i % 20);
      if (i % 600 == 0) {
        String owners = "owner's network " + i;
        assertTrue(isTried(owners) && isTried(owners) && isTried(owners), "after " + i + " s");
      }
    }
  }

  @Test
  void whoHasGuessedHasToWait() {
    int most = triesUntilRefused(i -> tries.of("anna", "here"));
    assertTrue(most <= 23, most + " at once");
    nanos.addAndGet(30 * SECOND);
    assertTrue(isTried("here"));
    assertFalse(isTried("here"));
  }

  private boolean isTried(String network) {
    try {
      tries.of("anna", network);
      return true;
    } catch (Problem refusal) {
      return false;
    }
  }

  @Test
  void aDevicePassIsOfOnePersonAndOnePassword() {
    String pass = DevicePass.issue(ANNA);
    assertTrue(DevicePass.isOf(ANNA, pass));
    assertFalse(DevicePass.isOf(new Credential(ANNA.user(), "anna", "$argon2id$other"), pass), "the password is another one by now");
    assertFalse(DevicePass.isOf(ANNA, pass + "x"));
    assertFalse(DevicePass.isOf(ANNA, "x" + pass));
    assertFalse(DevicePass.isOf(ANNA, ""));
    assertFalse(DevicePass.isOf(ANNA, "."));
  }

  private interface Try {
    void number(int i);
  }

  private int triesUntilRefused(Try one) {
    for (int i = 0; ; i++) {
      int number = i;
      try {
        one.number(number);
      } catch (Problem refusal) {
        assertEquals(ProblemCode.RATE_LIMITED, refusal.code());
        assertTrue(refusal.retryAfterSeconds() >= 1);
        assertThrows(Problem.class, () -> one.number(number));
        return i;
      }
    }
  }
}
