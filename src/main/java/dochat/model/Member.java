package dochat.model;

import java.util.Objects;

/**
 * Somebody who has joined a room.
 *
 * @param user id of the user
 * @param role what that user may do in it
 * @param read the highest event number that this user has read, 0 if none
 * @param own  what this user keeps of it for themself
 */
public record Member(String user, Role role, long read, Own own) {
  public Member {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(own, "own");
  }

  /** One who keeps nothing of it. */
  public Member(String user, Role role, long read) {
    this(user, role, read, Own.NONE);
  }
}
