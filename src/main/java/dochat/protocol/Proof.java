package dochat.protocol;

import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A handle and a password, as somebody gives them: the handle in small letters, the password in Unicode NFC (as RFC 8265 section 4.2.2 asks for), so that
 * keyboards that compose in different ways write the same. What neither could be is refused with {@code bad_handle} and {@code bad_password}.
 *
 * @param password never logged, never part of {@link #toString}
 */
public record Proof(String handle, String password) {
  private static final Pattern HANDLE =
      Pattern.compile("[a-z0-9][a-z0-9._-]{" + (Limits.HANDLE_LEAST_CHARS - 1) + "," + (Limits.HANDLE_CHARS - 1) + "}");

  public Proof {
    handle = handle(handle);
    password = password(password);
  }

  /** That of the fields {@code handle} and {@code password}. */
  public static Proof from(JsonObject body) {
    return new Proof(Fields.string(body, "handle"), Fields.string(body, "password"));
  }

  /** The handle alone, as the field {@code handle} says. */
  public static String handle(JsonObject body) {
    return handle(Fields.string(body, "handle"));
  }

  /** A change of the password: what the field {@code old} says; null where it is missing. */
  public static String old(JsonObject body) {
    return body.getValue("old") == null ? null : password(Fields.string(body, "old"));
  }

  /** A change of the password: what the field {@code password} says. */
  public static String fresh(JsonObject body) {
    return password(Fields.string(body, "password"));
  }

  /** What proves that it is the person themself: the field {@code password}; null where it is missing. */
  public static String again(JsonObject body) {
    return body.getValue("password") == null ? null : fresh(body);
  }

  private static String handle(String text) {
    String handle = text.strip().toLowerCase(Locale.ROOT);
    if (!HANDLE.matcher(handle).matches()) {
      throw Problem.of(ProblemCode.BAD_HANDLE);
    }
    return handle;
  }

  private static String password(String text) {
    String password = Normalizer.normalize(text, Normalizer.Form.NFC);
    int length = password.codePointCount(0, password.length());
    if (length < Limits.PASSWORD_LEAST_CHARS || !Texts.canBeKeptAsLine(password, Limits.PASSWORD_CHARS)) {
      throw Problem.of(ProblemCode.BAD_PASSWORD);
    }
    return password;
  }

  @Override
  public String toString() {
    return "Proof[" + handle + "]";
  }
}
