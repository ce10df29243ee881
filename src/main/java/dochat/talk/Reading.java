package dochat.talk;

import dochat.model.Event;
import dochat.protocol.Address;
import dochat.protocol.ProblemCode;
import dochat.talk.Person.Welcome;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The room that is shown: its newest messages first, then whatever comes, without a hole and without doubles over any number of connections,
 * because only the cursor decides. All on the loop, but for {@link #room}.
 */
final class Reading implements Exchange.Listener {
  private static final int HISTORY_EVENTS = 30;

  private final Exchange exchange;
  private final ScheduledExecutorService loop;
  private final Shown shown;
  private final Transcript transcript;
  private final Outbox outbox;
  private final Words words;
  private volatile Rooms.Room room;
  /** Null until the newest messages have been shown; deliveries before that are not lost, since the registration follows it. */
  private Cursor cursor;
  /** Up to this number one has been told to have read the room. */
  private long told;
  /** Whether one was not let in (any more), so that nobody tells of the room. */
  private boolean isShutOut;
  /** Completed when what came while one was not let in is shown, or one still is not. */
  private CompletableFuture<Void> trial = CompletableFuture.completedFuture(null);

  Reading(Exchange exchange, ScheduledExecutorService loop, Shown shown, Transcript transcript, Outbox outbox, Words words) {
    this.exchange = exchange;
    this.loop = loop;
    this.shown = shown;
    this.transcript = transcript;
    this.outbox = outbox;
    this.words = words;
  }

  /** Shows this room instead of the one before. */
  void open(Rooms.Room next) {
    if (room != null) {
      exchange.send(frame("unregister"));
    }
    room = next;
    cursor = null;
    told = 0;
    isShutOut = false;
    trial.complete(null);
    transcript.opened(next);
    if (next.unread() > 0) {
      transcript.notice(words.say("room.unread", next.unread()));
    }
    load();
  }

  /** Somebody is here, and has seen what is shown. Where that cannot be told now, the next time tells it. */
  void read() {
    if (cursor != null && cursor.after() > told) {
      told = cursor.after();
      exchange.ask(Address.READ, new JsonObject().put("room", room.id()).put("seq", cursor.after())).exceptionally(failure -> {
        told = 0;
        return null;
      });
    }
  }

  /** Listens again where one was not let in any more, and may be now; where one listens, that is done. */
  CompletableFuture<Void> listenAgain() {
    if (isShutOut && trial.isDone() && exchange.isConnected()) {
      trial = new CompletableFuture<>();
      follow();
    }
    return trial;
  }

  /** What the rooms are by now: the one that is shown may be called otherwise, or let one in again. */
  void known(List<Rooms.Room> rooms) {
    rooms.stream().filter(each -> room != null && each.id().equals(room.id())).findFirst().ifPresent(now -> {
      room = now;
      listenAgain();
    });
  }

  /** The number of the newest event of it that has come; 0 where none has. On the loop. */
  long after() {
    return cursor == null ? 0 : cursor.after();
  }

  /** The room that is shown, as it is called now. Any thread may ask. */
  Rooms.Room room() {
    return room;
  }

  @Override
  public void connected(Welcome now) {
    shown.me(now.user());
    follow();
  }

  @Override
  public void lost() {
    trial.complete(null);
  }

  @Override
  public void came(String address, JsonObject frame) {
    if (room == null || !address.equals(Address.ofRoom(room.id()))) {
      return;
    }
    if ("err".equals(frame.getString("type"))) {
      refused(Refused.from(frame));
    } else if (cursor != null) {
      delivered(frame.getJsonObject("body"));
    }
  }

  private void follow() {
    if (room == null) {
      return;
    }
    if (cursor == null) {
      load();
    } else {
      exchange.send(frame("register").put("headers", cursor.headers()));
    }
  }

  private void load() {
    String wanted = room.id();
    exchange.ask(Address.EVENTS, new JsonObject().put("room", room.id()).put("limit", HISTORY_EVENTS)).whenComplete((page, failure) -> {
      if (!room.id().equals(wanted) || cursor != null) {
        return;
      }
      if (failure instanceof Refused refusal) {
        refused(refusal);
      } else if (failure == null) {
        begin(page);
      } // else the connection was lost, and the next one begins here again
    });
  }

  private void begin(JsonObject page) {
    cursor = new Cursor(page.getString("epoch"), 0);
    show(page);
    outbox.hurry(room.id());
    read();
    follow();
  }

  private void delivered(JsonObject delivery) {
    isShutOut = false;
    if (delivery.getBoolean("reset", false)) {
      transcript.notice(words.say("room.reset"));
      cursor = null;
      outbox.restart(room.id());
      load();
    } else {
      show(delivery);
      trial.complete(null);
    }
  }

  private void show(JsonObject page) {
    List<Event> events = cursor.advance(page.getJsonArray("events"));
    events.stream().filter(event -> event.type().equals(Event.RENAME)).forEach(event -> room = room.called(event.text()));
    transcript.events(events);
    if (events.stream().anyMatch(event -> event.type().equals(Event.SLOW) || event.type().equals(Event.ROLE))) {
      outbox.hurry(room.id());
    }
  }

  private void refused(Refused refusal) {
    trial.complete(null);
    if (refusal.code().equals(ProblemCode.ROOM_ARCHIVED.code())) {
      follow();
    } else if (refusal.retryAfterSeconds() > 0) {
      loop.schedule(this::follow, refusal.retryAfterSeconds(), TimeUnit.SECONDS);
    } else {
      if (!isShutOut) {
        transcript.notice(words.say("room.refused", room.name(), words.reason(refusal)));
      }
      isShutOut = true;
    }
  }

  private JsonObject frame(String type) {
    return new JsonObject().put("type", type).put("address", Address.ofRoom(room.id()));
  }
}
