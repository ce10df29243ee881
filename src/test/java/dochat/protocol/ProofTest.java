package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handle and a password may be. */
class ProofTest {
  private static final String GOOD = "correct horse";

  @ParameterizedTest
  @ValueSource(strings = {"an", "minji", "min-ji_2.x", "2minji", " MinJi "})
  void takesHandles(String handle) {
    assertEquals(handle.strip().toLowerCase(java.util.Locale.ROOT), new Proof(handle, GOOD).handle());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "민지", "min ji", "-minji", ".minji", "minji\n2", "abcdefghijklmnopqrstuvwxyz0123456", "ＭＩＮＪＩ", "mınji"})
  void refusesWhatIsNoHandle(String handle) {
    assertEquals(ProblemCode.BAD_HANDLE, assertThrows(Problem.class, () -> new Proof(handle, GOOD)).code());
  }

  @Test
  void aPasswordIsTheSameHoweverItIsTyped() {
    assertEquals(new Proof("minji", "비밀번호는길다요"), new Proof("minji", java.text.Normalizer.normalize("비밀번호는길다요", java.text.Normalizer.Form.NFD)));
    assertEquals(" spaces count ", new Proof("minji", " spaces count ").password());
  }

  @Test
  void countsCharactersOfPasswords() {
    new Proof("minji", "😀".repeat(Limits.PASSWORD_LEAST_CHARS));
    new Proof("minji", "😀".repeat(Limits.PASSWORD_CHARS));
    for (String password : new String[] {"", "1234567", "😀".repeat(Limits.PASSWORD_CHARS + 1), "with\u0000zero", "with\ud800half", "two\nlines of it"}) {
      assertEquals(ProblemCode.BAD_PASSWORD, assertThrows(Problem.class, () -> new Proof("minji", password)).code());
    }
  }

  @Test
  void neverShowsThePassword() {
    JsonObject body = new JsonObject().put("handle", "minji").put("password", GOOD);
    assertFalse(Command.SignIn.from(body).toString().contains(GOOD));
  }
}
