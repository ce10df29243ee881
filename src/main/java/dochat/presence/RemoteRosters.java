package dochat.presence;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the other nodes have told about their clients. Pure; used on the context of presence only. */
final class RemoteRosters {
  private final Map<String, Node> nodes = new HashMap<>();

  /** Whether this node's news up to the version before this one has arrived, so that a part of the news can be taken in. */
  boolean isAt(String node, long version) {
    Node known = nodes.get(node);
    return known != null && known.version == version;
  }

  /** The node lives. */
  void heard(String node, long nowMillis) {
    Node known = nodes.get(node);
    if (known != null) {
      known.heardMillis = nowMillis;
    }
  }

  /** Takes over a node's whole roster; the answer is the rooms that may have changed. */
  Set<String> replace(String node, long version, JsonObject rooms, long nowMillis) {
    Map<String, RoomView> views = views(rooms);
    Set<String> changed = forget(node);
    nodes.put(node, new Node());
    heard(node, nowMillis);
    changed.addAll(update(node, version, views));
    return changed;
  }

  /** Takes over some rooms of a known node; the answer is their ids. */
  Set<String> update(String node, long version, JsonObject rooms) {
    return update(node, version, views(rooms));
  }

  /** Forgets nodes that have been silent since then; the answer is the rooms that may have changed. */
  Set<String> forgetSilentSince(long millis) {
    Set<String> changed = new HashSet<>();
    for (String node : List.copyOf(nodes.keySet())) {
      if (nodes.get(node).heardMillis < millis) {
        changed.addAll(forget(node));
      }
    }
    return changed;
  }

  /** What all of them know of a room. */
  List<RoomView> views(String room) {
    List<RoomView> views = new ArrayList<>();
    for (Node node : nodes.values()) {
      RoomView view = node.rooms.get(room);
      if (view != null) {
        views.add(view);
      }
    }
    return views;
  }

  /** All are read before any is taken in: news that cannot be understood change nothing. */
  private static Map<String, RoomView> views(JsonObject rooms) {
    Map<String, RoomView> views = new HashMap<>();
    rooms.fieldNames().forEach(room -> views.put(room, RoomView.from(rooms.getJsonObject(room))));
    return views;
  }

  private Set<String> update(String node, long version, Map<String, RoomView> views) {
    Node known = nodes.get(node);
    known.version = version;
    views.forEach((room, view) -> {
      if (view.users().isEmpty()) {
        known.rooms.remove(room);
      } else {
        known.rooms.put(room, view);
      }
    });
    return views.keySet();
  }

  private Set<String> forget(String node) {
    Node gone = nodes.remove(node);
    return gone == null ? new HashSet<>() : new HashSet<>(gone.rooms.keySet());
  }

  private static final class Node {
    private final Map<String, RoomView> rooms = new HashMap<>();
    private long version;
    private long heardMillis;
  }
}
