package dochat.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a client writes: it is sent until it is answered for good, over one line after the other. All on the loop. */
final class Outbox {
  private static final int MOST_OPEN = 4;
  private static final int ONE_IN_SENT_ONCE = 5;
  private static final int KINDS = 50;
  private static final int LONGEST_CHARS = 3_000;

  private final Crowd crowd;
  private final Random random;
  private final String author;
  private final List<String> rooms;
  private final Owner owner;
  private final List<Draft> drafts = new ArrayList<>();
  /** The highest number of each room that was acknowledged. */
  private final Map<String, Long> acknowledged = new LinkedHashMap<>();
  /** What was acknowledged last. */
  private Draft latest;
  private final Map<String, Draft> open = new LinkedHashMap<>();

  /** Whose outbox it is. */
  interface Owner {
    /** The line that there is now, null for none. */
    Line line();

    /** The line does not answer. */
    void giveUp();

    /** When it came back from where it could not be reached, in epoch milliseconds. */
    long wokeAt();
  }

  Outbox(Crowd crowd, Random random, String author, List<String> rooms, Owner owner) {
    this.crowd = crowd;
    this.random = random;
    this.author = author;
    this.rooms = rooms;
    this.owner = owner;
  }

  /** Writes one message more, unless there are too many that have not been answered. */
  void write() {
    if (open.size() < MOST_OPEN) {
      Draft draft = new Draft(rooms.get(random.nextInt(rooms.size())), "v-" + (drafts.size() + 1), text(), random.nextInt(ONE_IN_SENT_ONCE) == 0);
      drafts.add(draft);
      open.put(draft.id(), draft);
      send(draft);
    }
  }

  /** There is a new line, mostly to another node, which is asked for the number of what another one has acknowledged, too. */
  void sendAll() {
    List.copyOf(open.values()).forEach(this::send);
    if (latest != null) {
      Draft again = latest;
      owner.line().post(again.room(), again.id(), again.text()).onSuccess(again::acknowledged);
    }
  }

  /** The highest number in a room that was acknowledged, 0 for none. */
  long acknowledged(String room) {
    return acknowledged.getOrDefault(room, 0L);
  }

  /** What has not been answered for good. */
  int unanswered() {
    return open.size();
  }

  List<Post> posts() {
    return drafts.stream().map(draft -> draft.toPost(author)).toList();
  }

  /** Now and then a long one, or one that no node can accept. */
  private String text() {
    int kind = random.nextInt(KINDS);
    return kind == 0 ? "  " : kind == 1 ? "x".repeat(1 + random.nextInt(LONGEST_CHARS)) : "message " + random.nextInt();
  }

  private void send(Draft draft) {
    Line line = owner.line();
    if (line == null || draft.isOnItsWay() || !open.containsKey(draft.id())) {
      return;
    }
    draft.sent();
    line.post(draft.room(), draft.id(), draft.text()).onComplete(answer -> {
      draft.returned();
      if (answer.succeeded()) {
        acknowledged(draft, answer.result());
      } else if (answer.cause() instanceof Refused refused) {
        refused(draft, refused);
      } else {
        unknown(draft, line);
      }
    });
  }

  private void acknowledged(Draft draft, long seq) {
    draft.acknowledged(seq);
    acknowledged.merge(draft.room(), seq, Math::max);
    latest = draft;
    open.remove(draft.id());
    crowd.acknowledged(Math.max(draft.writtenAt(), owner.wokeAt()));
  }

  private void refused(Draft draft, Refused refused) {
    crowd.refused(refused.code());
    if (refused.isSignedOut()) {
      crowd.signedOut(author);
    }
    if (!refused.isCertain()) {
      draft.maybeSaved();
    }
    if (refused.isPassing() && !draft.isSentOnce()) {
      crowd.after(refused.retryMillis(), () -> send(draft));
    } else {
      draft.refused();
      open.remove(draft.id());
    }
  }

  /** No answer: what is sent once stays unknown, the rest is sent again. */
  private void unknown(Draft draft, Line asked) {
    draft.maybeSaved();
    if (draft.isSentOnce()) {
      open.remove(draft.id());
    }
    if (asked == owner.line()) {
      owner.giveUp();
    } else {
      send(draft);
    }
  }
}
