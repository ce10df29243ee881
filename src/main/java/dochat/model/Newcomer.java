package dochat.model;

import java.util.List;
import java.util.Objects;

/**
 * Somebody whom an OpenID Provider has made known.
 *
 * @param name    what they are to be called here
 * @param handles what their handle is to be: the first one that nobody has
 */
public record Newcomer(Subject subject, String name, List<String> handles) {
  public Newcomer {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(name, "name");
    handles = List.copyOf(handles);
  }
}
