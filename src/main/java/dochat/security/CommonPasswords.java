package dochat.security;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What nobody may choose as a password, because it is tried first (NIST SP 800-63B section 5.1.1.2). Pure. */
final class CommonPasswords {
  private static final Set<String> ALL = read();

  private CommonPasswords() {
  }

  /** Throws {@code common_password} if this is one, whatever its case, or the handle itself. */
  static void refuse(Proof proof) {
    String password = proof.password().toLowerCase(Locale.ROOT);
    boolean isOneCharacter = password.codePoints().distinct().count() == 1;
    if (ALL.contains(password) || password.equals(proof.handle()) || isOneCharacter) {
      throw Problem.of(ProblemCode.COMMON_PASSWORD);
    }
  }

  private static Set<String> read() {
    try (var list = CommonPasswords.class.getResourceAsStream("/dochat/security/common-passwords.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
