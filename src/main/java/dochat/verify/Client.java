package dochat.verify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One person at one device: writes now and then, reads all the time, comes back to any node by any way when the line is lost, sends again what
 * was not answered, and goes away for some seconds now and then, as a laptop does that is closed. Records all. All on the loop.
 */
final class Client implements Line.Listener {
  private static final int MOST_OPEN = 4;
  private static final int LEAST_REST_MILLIS = 500;
  private static final int MOST_REST_MILLIS = 2_500;
  private static final int LEAST_BACKOFF_MILLIS = 50;
  private static final int MOST_BACKOFF_MILLIS = 400;
  private static final int LONGEST_NAP_MILLIS = 4_000;
  private static final int TICKS_PER_NAP = 40;

  private final Crowd crowd;
  private final Random random;
  private final String token;
  private final String id;
  private final List<String> rooms;
  private final Map<String, Cursor> cursors = new LinkedHashMap<>();
  private final Map<String, List<View.Look>> looks = new HashMap<>();
  private final String epoch;
  private final Map<String, Draft> open = new LinkedHashMap<>();
  private final List<Draft> drafts = new ArrayList<>();
  private Door door;
  private Line line;
  private boolean connects;
  private long wokeAt;
  private boolean naps;
  private int written;

  Client(Crowd crowd, Random random, JsonObject session, List<String> rooms) {
    this.crowd = crowd;
    this.random = random;
    this.token = session.getString("token");
    this.id = session.getJsonObject("user").getString("id");
    this.epoch = session.getString("epoch");
    this.rooms = rooms;
    rooms.forEach(room -> {
      cursors.put(room, new Cursor(epoch, 0));
      looks.put(room, new ArrayList<>());
    });
  }

  void begin() {
    connect();
    rest();
  }

  void end() {
    naps = true;
    hangUp();
  }

  String id() {
    return id;
  }

  List<String> rooms() {
    return rooms;
  }

  boolean isConnected() {
    return line != null;
  }

  /** What has not been answered for good. */
  int unanswered() {
    return open.size();
  }

  long after(String room) {
    return cursors.get(room).after();
  }

  List<Post> posts() {
    return drafts.stream().map(draft -> draft.toPost(id)).toList();
  }

  List<View> views() {
    return rooms.stream().map(room -> new View(id, room, new Cursor(epoch, 0), List.copyOf(looks.get(room)))).toList();
  }

  @Override
  public void delivered(String room, JsonObject body) {
    List<View.Look> seen = looks.get(room);
    Cursor cursor = cursors.get(room);
    if (body.getBoolean("reset", false)) {
      cursor = new Cursor(body.getString("epoch"), body.getLong("head"));
      seen.add(new View.Reset(cursor));
      crowd.wasReset();
    }
    JsonArray events = body.getJsonArray("events");
    for (int i = 0; i < events.size(); i++) {
      JsonObject event = events.getJsonObject(i);
      Entry entry = Entry.from(event);
      seen.add(new View.Saw(entry.seq(), entry.print()));
      crowd.saw(event, wokeAt);
      cursor = new Cursor(cursor.epoch(), Math.max(cursor.after(), entry.seq()));
    }
    cursors.put(room, cursor);
  }

  @Override
  public void lost(boolean isSignedOut) {
    line = null;
    if (isSignedOut) {
      crowd.signedOut(id);
    }
    comeBack();
  }

  private void connect() {
    if (naps || connects || line != null) {
      return;
    }
    connects = true;
    Way way = crowd.anyWay(random);
    door = crowd.anyDoorBut(door, random);
    way.open(crowd.desk(), door, token, cursors, this).onSuccess(opened -> connected(way, opened)).onFailure(failure -> {
      connects = false;
      lost(failure instanceof Refused refused && refused.isSignedOut());
    });
  }

  private void connected(Way way, Line opened) {
    connects = false;
    if (naps) {
      opened.close();
    } else {
      crowd.connected(way);
      line = opened;
      List.copyOf(open.values()).forEach(this::send);
    }
  }

  private void comeBack() {
    crowd.after(LEAST_BACKOFF_MILLIS + random.nextInt(MOST_BACKOFF_MILLIS), this::connect);
  }

  private void rest() {
    crowd.after(LEAST_REST_MILLIS + random.nextInt(MOST_REST_MILLIS - LEAST_REST_MILLIS), this::tick);
  }

  private void tick() {
    if (!crowd.isWriting()) {
      return;
    }
    if (!naps && crowd.mayNap() && random.nextInt(TICKS_PER_NAP) == 0) {
      nap();
    } else if (open.size() < MOST_OPEN) {
      write();
    }
    rest();
  }

  private void nap() {
    naps = true;
    hangUp();
    crowd.after(1 + random.nextInt(LONGEST_NAP_MILLIS), () -> {
      naps = false;
      wokeAt = System.currentTimeMillis();
      connect();
    });
  }

  private void hangUp() {
    if (line != null) {
      Line old = line;
      line = null;
      old.close();
    }
  }

  private void write() {
    Draft draft = new Draft(rooms.get(random.nextInt(rooms.size())), "v-" + ++written, text(), random.nextInt(5) == 0);
    drafts.add(draft);
    open.put(draft.id, draft);
    send(draft);
  }

  /** Now and then one that no node can accept. */
  private String text() {
    int kind = random.nextInt(50);
    return kind == 0 ? "  " : kind == 1 ? "x".repeat(200 + random.nextInt(3_000)) : "message " + random.nextInt();
  }

  private void send(Draft draft) {
    Line now = line;
    if (now == null || draft.isOnItsWay || !open.containsKey(draft.id)) {
      return;
    }
    draft.isOnItsWay = true;
    draft.isSent = true;
    now.post(draft.room, draft.id, draft.text).onComplete(answer -> {
      draft.isOnItsWay = false;
      if (answer.succeeded()) {
        acknowledged(draft, answer.result());
      } else if (answer.cause() instanceof Refused refused) {
        refused(draft, refused);
      } else {
        unknown(draft, now);
      }
    });
  }

  private void acknowledged(Draft draft, long seq) {
    draft.numbers.add(seq);
    open.remove(draft.id);
    crowd.acknowledged(Math.max(draft.writtenAt, wokeAt));
  }

  private void refused(Draft draft, Refused refused) {
    crowd.refused(refused.code());
    if (refused.isSignedOut()) {
      crowd.signedOut(id);
    }
    draft.isMaybeSaved |= !refused.isCertain();
    if (refused.isPassing() && !draft.isSentOnce) {
      crowd.after(refused.retryMillis(), () -> send(draft));
    } else {
      draft.isRefused = !draft.isMaybeSaved;
      open.remove(draft.id);
    }
  }

  /** No answer: what is sent once stays unknown, the rest is sent again. A line that does not answer is given up. */
  private void unknown(Draft draft, Line asked) {
    draft.isMaybeSaved = true;
    if (draft.isSentOnce) {
      open.remove(draft.id);
    }
    if (asked == line) {
      hangUp();
      comeBack();
    } else {
      send(draft);
    }
  }

  /** A message of this client, and what it knows of it. */
  private static final class Draft {
    private final String room;
    private final String id;
    private final String text;
    private final boolean isSentOnce;
    private final long writtenAt = System.currentTimeMillis();
    private final Set<Long> numbers = new TreeSet<>();
    private boolean isOnItsWay;
    private boolean isSent;
    private boolean isMaybeSaved;
    private boolean isRefused;

    Draft(String room, String id, String text, boolean isSentOnce) {
      this.room = room;
      this.id = id;
      this.text = text;
      this.isSentOnce = isSentOnce;
    }

    Post toPost(String author) {
      return new Post(author, room, id, text, numbers, isRefused || !isSent);
    }
  }
}
