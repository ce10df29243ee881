package dochat.model;

import java.util.Objects;

/**
 * A message that somebody wants in a room's log; not numbered and not promised yet.
 *
 * @param room   id of the room
 * @param author who posts
 * @param id     client id: the same author and id again is the same message
 * @param text   as typed
 */
public record Draft(String room, User author, String id, String text) {
  public Draft {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
  }
}
