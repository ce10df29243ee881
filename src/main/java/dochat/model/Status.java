package dochat.model;

import java.time.Instant;
import java.util.Objects;

/**
 * What somebody says they are doing. One of the first two is not empty.
 *
 * @param emoji one, or empty
 * @param text  on one line, or empty
 * @param ends  when it is over, in milliseconds precision; null for one without an end
 */
public record Status(String emoji, String text, Instant ends) {
  public Status {
    Objects.requireNonNull(emoji, "emoji");
    Objects.requireNonNull(text, "text");
  }
}
