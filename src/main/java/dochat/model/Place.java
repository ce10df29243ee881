package dochat.model;

import java.util.Objects;

/**
 * What a person is in a room of theirs, but for what is said there.
 *
 * @param room     id of the room
 * @param role     what they may do in it
 * @param read     the highest event number that they have read, 0 if none
 * @param isListed whether the room is in their list from the start; a conversation that somebody else has opened is when something was said in it
 * @param own      what they keep of it for themself
 */
public record Place(String room, Role role, long read, boolean isListed, Own own) {
  public Place {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(own, "own");
  }

  /** One of which nothing is kept. */
  public Place(String room, Role role, long read, boolean isListed) {
    this(room, role, read, isListed, Own.NONE);
  }
}
