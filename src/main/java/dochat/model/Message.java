package dochat.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A message as it is now, as one user sees it.
 *
 * @param seq       number of the event that posted it
 * @param id        client id of the post
 * @param user      who posted it, with the name of that time
 * @param text      what it says now; empty once it was deleted
 * @param at        when it was posted
 * @param edited    when it got the text that it has; null while it is the first one
 * @param deletion  who deleted it and when; null while it is there
 * @param reactions ordered by their emojis' code points, so that they keep their places; none of a message that was deleted
 * @param reply     what it answers; null where it answers none
 * @param replies   the thread that it began; null where nobody has answered
 * @param pinned    whether it is one of those that the room keeps at hand
 * @param mentions  whom its text calls by name, with the names that they have now, in the order in which they stand there
 * @param follows   whether the user who asked follows the thread that it begins, where they have said so; null where they have not
 */
public record Message(long seq, String id, User user, String text, Instant at, Instant edited, Deletion deletion, List<Reaction> reactions,
    Reply reply, Replies replies, boolean pinned, List<Mention> mentions, Boolean follows) {
  public Message {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(at, "at");
    reactions = List.copyOf(reactions);
    mentions = List.copyOf(mentions);
  }

  /** A message of whose thread nothing was said. */
  public Message(long seq, String id, User user, String text, Instant at, Instant edited, Deletion deletion, List<Reaction> reactions, Reply reply,
      Replies replies, boolean pinned, List<Mention> mentions) {
    this(seq, id, user, text, at, edited, deletion, reactions, reply, replies, pinned, mentions, null);
  }

  /** A message that calls nobody and is not pinned. */
  public Message(long seq, String id, User user, String text, Instant at, Instant edited, Deletion deletion, List<Reaction> reactions, Reply reply,
      Replies replies) {
    this(seq, id, user, text, at, edited, deletion, reactions, reply, replies, false, List.of());
  }

  /** The same with other mentions. */
  public Message calling(List<Mention> others) {
    return new Message(seq, id, user, text, at, edited, deletion, reactions, reply, replies, pinned, others, follows);
  }

  /** The end of a message. */
  public record Deletion(User user, Instant at) {
  }

  /**
   * What a reply answers, as that is now.
   *
   * @param seq    number of that message
   * @param thread number of the message that began the thread of both
   * @param user   who wrote that message; null where a file has brought a reply to none
   * @param text   what it says on one line, shortened; null once it was deleted
   * @param hidden whether the user who asked does not see it, for it was before they came; then nothing is told of it
   */
  public record Reply(long seq, long thread, User user, String text, boolean hidden) {
    /** To a message that the user who asked sees. */
    public Reply(long seq, long thread, User user, String text) {
      this(seq, thread, user, text, false);
    }
  }

  /**
   * The thread that a message began.
   *
   * @param count replies that were not deleted
   * @param last  when the newest one was posted, deleted or not
   * @param users who has replied, in the order in which they came, the first few; deleted replies are theirs still
   * @param mine  whether the user who asked is among all of them
   */
  public record Replies(int count, Instant last, List<User> users, boolean mine) {
    public Replies {
      users = List.copyOf(users);
    }
  }

  /**
   * An emoji under a message.
   *
   * @param count how many people have reacted with it
   * @param users the first of them, in the order in which they came
   * @param mine  whether the user who asked is among all of them
   */
  public record Reaction(String emoji, int count, List<User> users, boolean mine) {
    public Reaction {
      Objects.requireNonNull(emoji, "emoji");
      users = List.copyOf(users);
    }
  }
}
