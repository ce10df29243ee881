package dochat.model;

import java.util.Objects;

/**
 * Somebody who has joined a room.
 *
 * @param user id of the user
 * @param role what that user may do in it
 * @param read the highest event number that this user has read, 0 if none
 */
public record Member(String user, Role role, long read) {
  public Member {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(role, "role");
  }
}
