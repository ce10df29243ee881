package dochat.room;

import dochat.loop.Bulkhead;
import io.vertx.core.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A room that somebody on this node listens to. Several threads touch it: the hub's context sets the tail, presence sets the state, and
 * any event loop reads both and adds its own listeners.
 */
public final class LiveRoom {
  private final String id;
  private final Map<Context, Fanout> fanouts = new ConcurrentHashMap<>();
  private volatile RoomTail tail;
  private volatile RoomState state = RoomState.UNKNOWN;

  LiveRoom(String id, RoomTail tail) {
    this.id = id;
    this.tail = tail;
  }

  public String id() {
    return id;
  }

  /** The newest events. */
  public RoomTail tail() {
    return tail;
  }

  /** Who is here, who is typing. */
  public RoomState state() {
    return state;
  }

  /** Sets the state and wakes listeners when it differs. Called on one context, that of presence. */
  public void setState(String presence, String typing) {
    RoomState next = RoomState.of(presence, typing);
    if (!next.equals(state)) {
      state = next;
      wake();
    }
  }

  /**
   * Calls the listener on its loop whenever tail or state have changed; many changes may be one call.
   *
   * @param loop the caller's own context, always the same object for one event loop
   */
  public void subscribe(Context loop, Runnable listener) {
    fanouts.computeIfAbsent(loop, Fanout::new).add(listener);
  }

  /** The opposite, on the same loop. */
  public void unsubscribe(Context loop, Runnable listener) {
    fanouts.computeIfAbsent(loop, Fanout::new).remove(listener);
  }

  void setTail(RoomTail next) {
    tail = next;
  }

  void wake() {
    Bulkhead.each(fanouts.values(), Fanout::wake);
  }
}
