package dochat.verify;

import dochat.model.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a client writes: it is sent until it is answered for good, over one line after the other. All on the loop. */
final class Outbox {
  private static final int MOST_OPEN = 4;
  private static final int ONE_IN_SENT_ONCE = 5;
  /** Of those that can do without a client id. */
  private static final int ONE_IN_NAMELESS = 3;

  private final Crowd crowd;
  private final Random random;
  private final String author;
  private final List<String> rooms;
  private final Owner owner;
  private final Pen pen;
  private final List<Draft> drafts = new ArrayList<>();
  /** What was acknowledged last of that whose number has to be the same whoever is asked again. */
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

  Outbox(Crowd crowd, Random random, String author, List<String> rooms, Pen pen, Owner owner) {
    this.crowd = crowd;
    this.random = random;
    this.author = author;
    this.rooms = rooms;
    this.pen = pen;
    this.owner = owner;
  }

  /** Writes once more, unless there is too much that has not been answered. */
  void write() {
    if (open.size() < MOST_OPEN) {
      String room = rooms.get(random.nextInt(rooms.size()));
      String id = "v-" + (drafts.size() + 1);
      Act act = pen.next(room, id);
      Draft draft = new Draft(room, id, act, act.isIdempotent() && random.nextInt(ONE_IN_NAMELESS) == 0, random.nextInt(ONE_IN_SENT_ONCE) == 0);
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
      owner.line().send(again.room(), again.name(), again.act()).onSuccess(again::repeated);
    }
  }

  /** What has not been answered for good. */
  int unanswered() {
    return open.size();
  }

  List<Write> writes() {
    return drafts.stream().map(draft -> draft.toWrite(author)).toList();
  }

  private void send(Draft draft) {
    Line line = owner.line();
    if (line == null || draft.isOnItsWay() || !open.containsKey(draft.id())) {
      return;
    }
    draft.sent(crowd.nanos());
    line.send(draft.room(), draft.name(), draft.act()).onComplete(answer -> {
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
    draft.acknowledged(seq, crowd.nanos());
    if (seq != Line.NO_NUMBER) {
      pen.saved(draft.room(), draft.act(), seq);
      latest = draft.hasNumberForGood() ? draft : latest;
    }
    if (draft.act().is(Event.DELETE)) {
      crowd.deleted(draft.room(), draft.act().ref());
    }
    open.remove(draft.id());
    crowd.acknowledged(Math.max(draft.writtenAt(), owner.wokeAt()));
  }

  private void refused(Draft draft, Refused refused) {
    crowd.refused(refused.code());
    if (refused.isSignedOut()) {
      crowd.signedOut(author);
    }
    if (refused.isCertain()) {
      draft.notSaved();
    } else {
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
