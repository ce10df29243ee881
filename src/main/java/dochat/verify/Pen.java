package dochat.verify;

import dochat.model.Event;
import dochat.model.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** What a client writes next: a message mostly, else something about one that it knows, or about who is a member. All on the loop. */
final class Pen {
  private static final int PERCENT = 100;
  private static final int MESSAGES = 60;
  private static final int EDITS = MESSAGES + 12;
  private static final int REACTIONS = EDITS + 8;
  private static final int REACTIONS_TAKEN_BACK = REACTIONS + 4;
  private static final int DELETIONS = REACTIONS_TAKEN_BACK + 3;
  private static final int PINS = DELETIONS + 3;
  private static final int PINS_TAKEN_BACK = PINS + 2;
  private static final int JOININGS = PINS_TAKEN_BACK + 2;
  /** In a room that one does not join by oneself. */
  private static final int PLACES = 16;
  private static final int INVITATIONS = 50;
  private static final int REMOVALS = INVITATIONS + 30;
  /** Of messages, where there is one to answer. */
  private static final int ONE_IN_REPLIES = 4;
  private static final int TEXTS = 50;
  private static final int LONGEST_CHARS = 3_000;
  private static final List<String> EMOJIS = List.of("👍", "🎉", "❤️", "😀");
  private static final List<Role> ROLES = List.of(Role.values());

  private final Random random;
  private final Function<String, List<Long>> heard;
  private final Function<String, List<String>> people;
  /** By room: the numbers of its own messages, its reactions, and what it has pinned. */
  private final Map<String, List<Long>> own = new HashMap<>();
  private final Map<String, List<Act>> reactions = new HashMap<>();
  private final Map<String, List<Long>> pins = new HashMap<>();
  /** Rooms in which it has written. */
  private final Set<String> known = new HashSet<>();
  /** Rooms that it has last left, or has not written in yet: who posts is a member again, and nobody joins who is one. */
  private final Set<String> left = new HashSet<>();

  /**
   * Somebody's.
   *
   * @param heard  the numbers of the last messages of a room, whoever wrote them
   * @param people ids of those whom one can invite to a room and remove from it; nobody, where everybody may join
   */
  Pen(Random random, Function<String, List<Long>> heard, Function<String, List<String>> people) {
    this.random = random;
    this.heard = heard;
    this.people = people;
  }

  /** @param id of what it writes, so that no text says what another one does */
  Act next(String room, String id) {
    List<String> others = people.apply(room);
    if (!others.isEmpty() && random.nextInt(PERCENT) < PLACES) {
      return place(any(others));
    }
    boolean isOut = others.isEmpty() && known.add(room) || left.remove(room);
    if (isOut && random.nextBoolean()) {
      return Act.join();
    }
    int kind = random.nextInt(PERCENT);
    return kind >= DELETIONS ? ofRoom(room, kind, !others.isEmpty()).orElseGet(() -> message(room, id)) : ofMessage(room, id, kind, !others.isEmpty());
  }

  /** It was acknowledged under this number. */
  void saved(String room, Act act, long seq) {
    if (act.is(Event.MESSAGE)) {
      own.computeIfAbsent(room, first -> new ArrayList<>()).add(seq);
    } else if (act.is(Event.REACT)) {
      reactions.computeIfAbsent(room, first -> new ArrayList<>()).add(act);
    } else if (act.is(Event.PIN)) {
      pins.computeIfAbsent(room, first -> new ArrayList<>()).add(act.ref());
    }
  }

  private Act place(String whom) {
    int kind = random.nextInt(PERCENT);
    return kind < INVITATIONS ? Act.invite(whom) : kind < REMOVALS ? Act.remove(whom) : Act.assign(whom, any(ROLES));
  }

  /** What is about the room: what it keeps at hand where everybody may say so, who is in it where everybody may join. */
  private Optional<Act> ofRoom(String room, int kind, boolean isPrivate) {
    List<Long> all = heard.apply(room);
    List<Long> pinned = pins.getOrDefault(room, List.of());
    if (!isPrivate && kind >= PINS_TAKEN_BACK) {
      boolean stays = kind < JOININGS || !left.add(room);
      return Optional.of(stays ? Act.join() : Act.leave());
    }
    if (isPrivate && kind < PINS && !all.isEmpty()) {
      return Optional.of(Act.pin(any(all)));
    }
    return isPrivate && kind < PINS_TAKEN_BACK && !pinned.isEmpty() ? Optional.of(Act.unpin(any(pinned))) : Optional.empty();
  }

  /** @param isPrivate whether one may be somebody there who deletes what others have written */
  private Act ofMessage(String room, String id, int kind, boolean isPrivate) {
    List<Long> all = heard.apply(room);
    List<Long> mine = own.getOrDefault(room, List.of());
    List<Long> deletable = isPrivate ? all : mine;
    List<Act> made = reactions.getOrDefault(room, List.of());
    if (kind >= REACTIONS_TAKEN_BACK && !deletable.isEmpty()) {
      return Act.delete(any(deletable));
    }
    if (kind >= REACTIONS && !made.isEmpty()) {
      Act reaction = any(made);
      return Act.unreact(reaction.ref(), reaction.text());
    }
    if (kind >= EDITS && !all.isEmpty()) {
      return Act.react(any(all), any(EMOJIS));
    }
    return kind >= MESSAGES && !mine.isEmpty() ? Act.edit(any(mine), text(id)) : message(room, id);
  }

  private Act message(String room, String id) {
    List<Long> all = heard.apply(room);
    return random.nextInt(ONE_IN_REPLIES) == 0 && !all.isEmpty() ? Act.reply(any(all), text(id)) : Act.message(text(id));
  }

  /** Now and then a long one, or one that no node can accept. */
  private String text(String id) {
    int kind = random.nextInt(TEXTS);
    return kind == 0 ? "  " : id + " " + (kind == 1 ? "x".repeat(1 + random.nextInt(LONGEST_CHARS)) : "message " + random.nextInt());
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
