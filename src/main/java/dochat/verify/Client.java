package dochat.verify;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One person at one device: writes now and then, reads all the time, comes back to another node by any way when the line is lost, and goes away for
 * some seconds now and then, as a laptop does that is closed. All on the loop.
 */
final class Client implements Line.Listener, Outbox.Owner {
  private static final int LEAST_REST_MILLIS = 500;
  private static final int MOST_REST_MILLIS = 2_500;
  private static final int LEAST_BACKOFF_MILLIS = 50;
  private static final int MOST_BACKOFF_MILLIS = 400;
  private static final int LONGEST_NAP_MILLIS = 4_000;
  private static final int TICKS_PER_NAP = 40;
  /** After so long it looks whether it was let into a room again. */
  private static final int ASK_AGAIN_MILLIS = 3_000;

  private final Crowd crowd;
  private final Random random;
  private final String token;
  private final String id;
  private final Reader reader;
  private final Outbox outbox;
  private Door door;
  private Line line;
  private boolean connects;
  private boolean naps;
  private boolean asksAgain;
  private long wokeAt = System.currentTimeMillis();

  Client(Crowd crowd, Random random, JsonObject session, List<String> rooms) {
    this.crowd = crowd;
    this.random = random;
    this.token = session.getString("token");
    this.id = session.getJsonObject("user").getString("id");
    this.reader = new Reader(crowd, id, session.getString("epoch"), rooms);
    this.outbox = new Outbox(crowd, random, id, rooms, new Pen(random, reader::messages, room -> crowd.others(room, id)), this);
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

  Set<String> rooms() {
    return reader.cursors().keySet();
  }

  boolean isConnected() {
    return line != null;
  }

  /** What has not been answered for good. */
  int unanswered() {
    return outbox.unanswered();
  }

  long after(String room) {
    return reader.cursors().get(room).after();
  }

  List<Write> writes() {
    return outbox.writes();
  }

  List<View> views() {
    return reader.views();
  }

  @Override
  public void delivered(String room, JsonObject body) {
    reader.delivered(room, body, wokeAt);
  }

  @Override
  public void shutOut(String room) {
    reader.shutOut(room);
    if (!asksAgain) {
      asksAgain = true;
      crowd.after(ASK_AGAIN_MILLIS, this::askAgain);
    }
  }

  @Override
  public void lost(boolean isSignedOut) {
    line = null;
    if (isSignedOut) {
      crowd.signedOut(id);
    }
    comeBack();
  }

  @Override
  public Line line() {
    return line;
  }

  @Override
  public void giveUp() {
    hangUp();
    comeBack();
  }

  @Override
  public long wokeAt() {
    return wokeAt;
  }

  private void connect() {
    if (naps || connects || line != null) {
      return;
    }
    connects = true;
    door = crowd.anyDoorBut(door, random);
    Way way = crowd.anyWay(random);
    way.open(crowd.desk(), door, token, reader.cursors(), this).onSuccess(opened -> connected(way, opened)).onFailure(this::refused);
  }

  private void connected(Way way, Line opened) {
    connects = false;
    if (naps) {
      opened.close();
    } else {
      crowd.connected(way);
      line = opened;
      outbox.sendAll();
    }
  }

  private void refused(Throwable failure) {
    connects = false;
    lost(failure instanceof Refused refused && refused.isSignedOut());
  }

  private void comeBack() {
    crowd.after(LEAST_BACKOFF_MILLIS + random.nextInt(MOST_BACKOFF_MILLIS), this::connect);
  }

  /** With another line, as soon as there is nothing on its way by this one. Whoever is connecting asks anyway. */
  private void askAgain() {
    boolean isToAsk = line != null && reader.isShutOut();
    asksAgain = isToAsk && (crowd.staysPut() || outbox.unanswered() > 0);
    if (asksAgain) {
      crowd.after(ASK_AGAIN_MILLIS, this::askAgain);
    } else if (isToAsk) {
      giveUp();
    }
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
    } else {
      outbox.write();
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
}
