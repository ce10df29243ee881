package dochat.verify;

import dochat.model.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** What a client writes next: a message mostly, else something about one that it knows, or about being a member. All on the loop. */
final class Pen {
  private static final int PERCENT = 100;
  private static final int MESSAGES = 60;
  private static final int EDITS = MESSAGES + 12;
  private static final int REACTIONS = EDITS + 10;
  private static final int REACTIONS_TAKEN_BACK = REACTIONS + 5;
  private static final int DELETIONS = REACTIONS_TAKEN_BACK + 3;
  private static final int JOININGS = DELETIONS + 5;
  private static final int TEXTS = 50;
  private static final int LONGEST_CHARS = 3_000;
  private static final List<String> EMOJIS = List.of("👍", "🎉", "❤️", "😀");

  private final Random random;
  private final Function<String, List<Long>> heard;
  /** By room: the numbers of its own messages, and its reactions. */
  private final Map<String, List<Long>> own = new HashMap<>();
  private final Map<String, List<Act>> reactions = new HashMap<>();
  /** Rooms that it has last left: who posts is a member again, and nobody joins who is one. */
  private final Set<String> left = new HashSet<>();

  /** @param heard the numbers of the last messages of a room, whoever wrote them */
  Pen(Random random, Function<String, List<Long>> heard) {
    this.random = random;
    this.heard = heard;
  }

  /** @param id of what it writes, so that no text says what another one does */
  Act next(String room, String id) {
    if (left.remove(room) && random.nextBoolean()) {
      return Act.join();
    }
    int kind = random.nextInt(PERCENT);
    List<Long> mine = own.getOrDefault(room, List.of());
    List<Act> made = reactions.getOrDefault(room, List.of());
    List<Long> all = heard.apply(room);
    if (kind >= DELETIONS) {
      boolean stays = kind < JOININGS || !left.add(room);
      return stays ? Act.join() : Act.leave();
    }
    if (kind >= REACTIONS_TAKEN_BACK && !mine.isEmpty()) {
      return Act.delete(any(mine));
    }
    if (kind >= REACTIONS && !made.isEmpty()) {
      Act reaction = any(made);
      return Act.unreact(reaction.ref(), reaction.text());
    }
    if (kind >= EDITS && !all.isEmpty()) {
      return Act.react(any(all), any(EMOJIS));
    }
    return kind >= MESSAGES && !mine.isEmpty() ? Act.edit(any(mine), text(id)) : Act.message(text(id));
  }

  /** It was acknowledged under this number. */
  void saved(String room, Act act, long seq) {
    if (act.is(Event.MESSAGE)) {
      own.computeIfAbsent(room, first -> new ArrayList<>()).add(seq);
    } else if (act.is(Event.REACT)) {
      reactions.computeIfAbsent(room, first -> new ArrayList<>()).add(act);
    }
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
