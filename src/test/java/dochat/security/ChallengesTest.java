package dochat.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.model.Answered;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.Challenges.Purpose;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Challenges that nobody keeps: whose they are, for what, and how long. */
class ChallengesTest {
  private static final byte[] SECRET = {1, 2, 3};
  private static final long NOW = 1_700_000_000_000L;
  private static final long END = NOW + 1_000L * Limits.CHALLENGE_SECONDS;

  private final byte[] challenge = Challenges.issue(SECRET, Purpose.SIGN_IN, "browser", NOW);

  @Test
  void isGoodForItsTime() {
    Answered answered = Challenges.check(SECRET, challenge, Purpose.SIGN_IN, "browser", END - 1);
    assertEquals(Challenges.nonce(challenge), answered.nonce());
    assertEquals(Instant.ofEpochMilli(END), answered.ends());
    assertRefused(SECRET, challenge, Purpose.SIGN_IN, "browser", END);
  }

  @Test
  void isGoodForOnePurposeOneHolderAndOneStore() {
    assertRefused(SECRET, challenge, Purpose.PROVE, "browser", NOW);
    assertRefused(SECRET, challenge, Purpose.SIGN_IN, "another", NOW);
    assertRefused(SECRET, challenge, Purpose.SIGN_IN, "", NOW);
    assertRefused(new byte[] {1, 2, 4}, challenge, Purpose.SIGN_IN, "browser", NOW);
  }

  @Test
  void isNothingElseWhateverIsChanged() {
    for (int i = 0; i < challenge.length; i++) {
      byte[] changed = challenge.clone();
      changed[i] ^= 1;
      assertRefused(SECRET, changed, Purpose.SIGN_IN, "browser", NOW);
      assertRefused(SECRET, Arrays.copyOf(challenge, i), Purpose.SIGN_IN, "browser", NOW);
    }
    assertRefused(SECRET, Arrays.copyOf(challenge, challenge.length + 1), Purpose.SIGN_IN, "browser", NOW);
  }

  @Test
  void isNeverTheSameTwice() {
    assertNotEquals(Challenges.nonce(challenge), Challenges.nonce(Challenges.issue(SECRET, Purpose.SIGN_IN, "browser", NOW)));
  }

  private static void assertRefused(byte[] secret, byte[] challenge, Purpose purpose, String holder, long nowMillis) {
    assertEquals(ProblemCode.CHALLENGE_EXPIRED,
        assertThrows(Problem.class, () -> Challenges.check(secret, challenge, purpose, holder, nowMillis)).code());
  }
}
