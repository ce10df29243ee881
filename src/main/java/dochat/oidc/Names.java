package dochat.oidc;

import dochat.protocol.Command;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What somebody may be called here whom the provider calls otherwise. */
final class Names {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SUFFIXED = 9;
  private static final int MILLION = 1_000_000;

  private Names() {
  }

  /** As much of it as a name may be; where that is none, the other one. */
  static String name(String said, String otherwise) {
    try {
      return Command.SignIn.from(new JsonObject().put("name", first(said, Limits.NAME_CHARS))).name();
    } catch (Problem unfit) {
      return otherwise;
    }
  }

  /** Handles like this one, each for where the ones before are taken: what is said of an address at a host, its first part, with numbers behind. */
  static List<String> handles(String said) {
    String letters = said.split("@", 2)[0].toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[._-]+|[._-]+$", "");
    String stem = first(letters, Limits.HANDLE_CHARS - 2);
    Stream<String> numbered = IntStream.rangeClosed(2, SUFFIXED).mapToObj(number -> stem + "-" + number);
    String random = "user-" + RANDOM.nextInt(MILLION, 10 * MILLION);
    return stem.length() < Limits.HANDLE_LEAST_CHARS ? List.of(random) : Stream.of(Stream.of(stem), numbered, Stream.of(random)).flatMap(each -> each).toList();
  }

  private static String first(String text, int most) {
    return text.codePointCount(0, text.length()) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
