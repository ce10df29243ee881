package dochat.model;

import java.util.Objects;

/**
 * A person who chats. Guests have a name of their choice, which need not be unique; the id is.
 *
 * @param id   given by the server, never reused
 * @param name what others see
 */
public record User(String id, String name) {
  public User {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
  }
}
