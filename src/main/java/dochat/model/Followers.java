package dochat.model;

import java.util.List;

/**
 * Who follows a thread.
 *
 * @param count     how many people do
 * @param users     the first of them by name
 * @param following whether the user who asked is among all of them
 */
public record Followers(int count, List<User> users, boolean following) {
  public Followers {
    users = List.copyOf(users);
  }
}
