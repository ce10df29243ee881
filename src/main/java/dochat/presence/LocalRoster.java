package dochat.presence;

import dochat.model.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is here by way of this node. Pure; used on the context of presence only. */
final class LocalRoster {
  /** How long a "typing" holds without being repeated. */
  static final long TYPING_MILLIS = 6_000;

  private final Map<String, Map<String, Visitor>> rooms = new HashMap<>();

  /** A client of this user listens to the room from now on; a user may have several, and is called as the last one says. True when others see a difference. */
  boolean enter(String room, User user) {
    Map<String, Visitor> visitors = rooms.computeIfAbsent(room, same -> new LinkedHashMap<>());
    Visitor visitor = visitors.computeIfAbsent(user.id(), same -> new Visitor(user));
    boolean isNews = visitor.clients++ == 0 || !visitor.user.equals(user);
    visitor.user = user;
    return isNews;
  }

  /** One of those clients listens no longer. True when it was the last one. */
  boolean leave(String room, User user) {
    Map<String, Visitor> visitors = rooms.getOrDefault(room, Map.of());
    Visitor visitor = visitors.get(user.id());
    boolean isGone = visitor != null && --visitor.clients == 0;
    if (isGone) {
      visitors.remove(user.id());
    }
    if (visitors.isEmpty()) {
      rooms.remove(room);
    }
    return isGone;
  }

  /**
   * The user types until then; a time in the past ends it. True when others see a difference.
   *
   * @param wish the number of it: one that comes behind a later one says nothing any more
   */
  boolean typing(String room, User user, long untilMillis, long nowMillis, long wish) {
    Visitor visitor = rooms.getOrDefault(room, Map.of()).get(user.id());
    if (visitor == null || wish < visitor.wish) {
      return false;
    }
    boolean before = visitor.isTyping;
    visitor.wish = wish;
    visitor.typingUntilMillis = untilMillis;
    visitor.isTyping = untilMillis > nowMillis;
    return before != visitor.isTyping;
  }

  /** Rooms in which somebody's typing has run out since the last call. */
  List<String> expireTyping(long nowMillis) {
    List<String> changed = new ArrayList<>();
    rooms.forEach((room, visitors) -> {
      boolean expired = false;
      for (Visitor visitor : visitors.values()) {
        if (visitor.isTyping && visitor.typingUntilMillis <= nowMillis) {
          visitor.isTyping = false;
          expired = true;
        }
      }
      if (expired) {
        changed.add(room);
      }
    });
    return changed;
  }

  /** How many clients of this node listen to a room. */
  int clients(String room) {
    return rooms.getOrDefault(room, Map.of()).values().stream().mapToInt(visitor -> visitor.clients).sum();
  }

  Set<String> rooms() {
    return rooms.keySet();
  }

  /** What this node tells the others of a room; empty lists when nobody is there. */
  RoomView view(String room) {
    List<User> users = new ArrayList<>();
    List<User> typing = new ArrayList<>();
    for (Visitor visitor : rooms.getOrDefault(room, Map.of()).values()) {
      users.add(visitor.user);
      if (visitor.isTyping) {
        typing.add(visitor.user);
      }
    }
    return new RoomView(users, typing);
  }

  private static final class Visitor {
    private User user;
    private int clients;
    private boolean isTyping;
    private long typingUntilMillis;
    /** The last one of those to be seen typing, or not any more. */
    private long wish;

    Visitor(User user) {
      this.user = user;
    }
  }
}
