package dochat.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Hashes of passwords are what other programs make of them, too. */
class Argon2Test {
  /** Of the tests of the reference implementation. */
  private static final String REFERENCE = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void knowsAHashOfTheReferenceImplementation() {
    assertTrue(Argon2.matches("password", REFERENCE));
    assertFalse(Argon2.matches("passwore", REFERENCE));
  }

  @Test
  void knowsItsOwnHashes() {
    String hash = Argon2.hash("비밀번호 있어요");
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertTrue(Argon2.matches("비밀번호 있어요", hash));
    assertFalse(Argon2.matches("비밀번호 없어요", hash));
    assertNotEquals(hash, Argon2.hash("비밀번호 있어요"), "each has a salt of its own");
  }

  @Test
  void whatIsNobodysMatchesNothing() {
    assertFalse(Argon2.matches("", Argon2.NOBODYS));
    assertThrows(IllegalArgumentException.class, () -> Argon2.matches("password", "password"));
  }
}
