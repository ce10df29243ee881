package dochat.support;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks the envelope over any transport. Any thread may call; what arrives is kept for those who ask. */
public final class ChatClient implements AutoCloseable, Pipe.Receiver {
  private static final long PATIENCE_SECONDS = 60;

  private final Pipe pipe;
  private final Map<String, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
  private final Map<String, RoomFeed> rooms = new ConcurrentHashMap<>();
  private final List<JsonObject> others = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final AtomicInteger requests = new AtomicInteger();
  private JsonObject session;
  private String bearer;

  private ChatClient(Pipe pipe) {
    this.pipe = pipe;
  }

  /** Connects over this transport. */
  public static ChatClient over(Pipe pipe) {
    ChatClient client = new ChatClient(pipe);
    pipe.open(client);
    return client;
  }

  /** Connects to this node over a WebSocket. */
  public static ChatClient connect(ChatNode node) {
    return over(new WebSocketPipe(node, "/eventbus/websocket", Map.of()));
  }

  /** Connects to this node over a WebSocket and signs a new guest in. */
  public static ChatClient guest(ChatNode node, String name) {
    ChatClient client = connect(node);
    client.signIn(name);
    return client;
  }

  /** Signs a guest in; the answer is the reply's body. */
  public JsonObject signIn(String name) {
    session = ask("chat.session", new JsonObject().put("name", name));
    return session;
  }

  /** From now on, every frame carries this token. */
  public ChatClient use(String token) {
    bearer = token;
    return this;
  }

  /** The token of the sign-in on this connection. */
  public String token() {
    return session.getString("token");
  }

  public String epoch() {
    return session.getString("epoch");
  }

  /** Sends a command and waits for its reply; fails with {@link Refused}. */
  public JsonObject ask(String address, JsonObject body) {
    return patiently(request(address, body));
  }

  /** Sends a command; its reply comes later, or a failure with {@link Refused}, or with the connection's end. */
  public CompletableFuture<JsonObject> request(String address, JsonObject body) {
    return requests(address, body, 1).get(0);
  }

  /** Sends a command so often, all at once; each has a reply of its own. */
  public List<CompletableFuture<JsonObject>> requests(String address, JsonObject body, int times) {
    List<CompletableFuture<JsonObject>> replies = new ArrayList<>();
    List<String> frames = new ArrayList<>();
    while (replies.size() < times) {
      String replyAddress = "reply-" + requests.incrementAndGet();
      CompletableFuture<JsonObject> reply = new CompletableFuture<>();
      asked.put(replyAddress, reply);
      replies.add(reply);
      frames.add(frame("send", address).put("body", body).put("replyAddress", replyAddress).encode());
    }
    pipe.send(frames);
    if (closeCode.isDone()) {
      failAll();
    }
    return replies;
  }

  /** Posts and waits for the number of the event. */
  public long post(String room, String id, String text) {
    return patiently(posting(room, id, text)).getLong("seq");
  }

  /** Posts; the reply comes later. */
  public CompletableFuture<JsonObject> posting(String room, String id, String text) {
    return request("chat.post", new JsonObject().put("room", room).put("id", id).put("text", text));
  }

  /** Listens to a room from now on, and waits for the first delivery. */
  public RoomFeed register(String room) {
    return register(room, new JsonObject());
  }

  /** Listens to a room from this cursor on, and waits for the first delivery. */
  public RoomFeed register(String room, long after, String epoch) {
    return register(room, new JsonObject().put("after", after).put("epoch", epoch));
  }

  /**
   * Listens to a room with these headers, and waits for a delivery: the first, or, where the client listened to the room before, perhaps
   * one that was under way then.
   */
  public RoomFeed register(String room, JsonObject headers) {
    RoomFeed feed = room(room);
    int before = feed.deliveries().size();
    JsonObject frame = frame("register", "room." + room);
    send(frame.put("headers", frame.getJsonObject("headers", new JsonObject()).mergeIn(headers)));
    Eventually.eventually("a first delivery of " + room, () -> feed.deliveries().size() > before);
    return feed;
  }

  /** What has come of a room. */
  public RoomFeed room(String room) {
    return rooms.computeIfAbsent("room." + room, address -> new RoomFeed());
  }

  /** Frames that were neither replies to a command of this client nor deliveries of a room. */
  public List<JsonObject> others() {
    return others;
  }

  /** The codes of the refusals among {@link #others()}. */
  public List<String> refusals() {
    return others.stream().filter(frame -> "err".equals(frame.getString("type"))).map(frame -> frame.getString("code")).toList();
  }

  /** A frame with this client's token. */
  public JsonObject frame(String type, String address) {
    JsonObject frame = new JsonObject().put("type", type).put("address", address);
    return bearer == null ? frame : frame.put("headers", new JsonObject().put("Authorization", "Bearer " + bearer));
  }

  /** Sends a frame as it is. */
  public void send(JsonObject frame) {
    send(frame.encode());
  }

  /** Sends any text. */
  public void send(String frame) {
    pipe.send(frame);
  }

  public boolean isOpen() {
    return !closeCode.isDone();
  }

  /** Waits for the end; the answer is the close code, 1006 if the connection broke. */
  public int closeCode() {
    return patiently(closeCode);
  }

  @Override
  public void frame(String text) {
    JsonObject frame = new JsonObject(text);
    String address = frame.getString("address", "");
    CompletableFuture<JsonObject> reply = asked.remove(address);
    boolean isRec = "rec".equals(frame.getString("type"));
    if (reply != null && isRec) {
      reply.complete(frame.getJsonObject("body"));
    } else if (reply != null) {
      reply.completeExceptionally(new Refused(frame));
    } else if (isRec && address.startsWith("room.")) {
      room(address.substring("room.".length())).add(frame.getJsonObject("body"));
    } else {
      others.add(frame);
    }
  }

  @Override
  public void closed(int code) {
    closeCode.complete(code);
    failAll();
  }

  @Override
  public void close() {
    pipe.close();
  }

  /** Whether the connection has ended. */
  public boolean isClosed() {
    return closeCode.isDone();
  }

  private void failAll() {
    for (String address : List.copyOf(asked.keySet())) {
      CompletableFuture<JsonObject> reply = asked.remove(address);
      if (reply != null) {
        reply.completeExceptionally(new IllegalStateException("closed with " + closeCode.join()));
      }
    }
  }

  private static <T> T patiently(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException expected ? expected : new CompletionException(e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("no answer within " + PATIENCE_SECONDS + " s", e);
    }
  }
}
