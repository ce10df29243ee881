package dochat.model;

import java.util.Objects;

/**
 * What somebody has typed in a room, or in one of its threads, and not sent.
 *
 * @param number grows whenever it is written anew, or another one of the threads of a room; 0 for never, below 0 while nothing is left of it
 * @param text   empty while nothing is
 */
public record Draft(long number, String text) {
  public Draft {
    Objects.requireNonNull(text, "text");
  }
}
