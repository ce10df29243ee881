package dochat.model;

import java.util.Objects;

/**
 * A person who chats. Guests have a name of their choice, which need not be unique; the id is.
 *
 * @param id   given by the server, never reused
 * @param name what others see
 */
public record User(String id, String name) {
  /** What is left of the name of somebody who has deleted their account; nobody else has it. Pages say it in their own language. */
  public static final String DELETED = "deleted account";

  public User {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
  }
}
