package dochat.support;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The protocol without a socket, as a client that has nothing but HTTP speaks it: each command is a request, and what is new comes as the
 * answers of requests that are asked again and again. How those look differs.
 */
public abstract class HttpPipe implements Pipe {
  static final String OWN_ROOMS = "chat.me";
  private static final int LOST = 1006;
  private static final int UNAUTHENTICATED = 401;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Object inbox = new Object();
  private final int port;
  private Receiver receiver;
  private String token;
  private boolean isClosed;

  /** @param port of a node, or of what stands before nodes, on 127.0.0.1 */
  HttpPipe(int port) {
    this.port = port;
  }

  /** From now on this room's deliveries come, from the cursor in these headers on. */
  abstract void follow(String room, JsonObject headers);

  /** This room's deliveries come no longer. */
  abstract void unfollow(String room);

  /** From now on what is new in one's own rooms comes, from this state on; null from none. */
  void followOwnRooms(String state) {
    throw new UnsupportedOperationException("this way knows rooms alone");
  }

  @Override
  public final void open(Receiver receiver) {
    this.receiver = receiver;
  }

  /** Returns when a command has been answered, so that commands do not overtake each other. */
  @Override
  public final synchronized void send(String text) {
    JsonObject frame = new JsonObject(text);
    JsonObject headers = frame.getJsonObject("headers", new JsonObject());
    if (headers.containsKey("Authorization")) {
      token = headers.getString("Authorization").substring("Bearer ".length());
    }
    String address = frame.getString("address", "");
    switch (frame.getString("type")) {
      case "register" -> {
        if (address.equals(OWN_ROOMS)) {
          followOwnRooms(headers.getString("state"));
        } else {
          follow(address.substring("room.".length()), headers);
        }
      }
      case "unregister" -> unfollow(address.substring("room.".length()));
      case "send" -> command(frame);
      default -> throw new UnsupportedOperationException("HTTP has no " + text);
    }
  }

  /** A request of this person. */
  final HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  /** A request that brings a body. */
  final HttpRequest.Builder request(String path, JsonObject body) {
    return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.encode()));
  }

  private void command(JsonObject frame) {
    HttpResponse<String> answer = client.sendAsync(request(frame).build(), BodyHandlers.ofString()).join();
    JsonObject body = new JsonObject(answer.body());
    if (answer.statusCode() / 100 != 2) {
      receive(refusal(frame.getString("replyAddress"), body));
      return;
    }
    token = body.getString("token", token);
    receive(new JsonObject().put("type", "rec").put("address", frame.getString("replyAddress")).put("body", body));
  }

  private HttpRequest.Builder request(JsonObject frame) {
    String address = frame.getString("address");
    JsonObject body = frame.getJsonObject("body");
    if (address.equals("chat.post")) {
      return request("/api/rooms/" + body.getString("room") + "/messages", body);
    }
    if (address.equals("chat.session")) {
      return body.isEmpty() ? request("/api/session") : request("/api/session", body);
    }
    return request("/api/send", new JsonObject().put("address", address).put("body", body));
  }

  private static JsonObject refusal(String address, JsonObject problem) {
    JsonObject frame = new JsonObject().put("type", "err").put("failureCode", problem.getInteger("status"))
        .put("code", problem.getString("code")).put("message", problem.getString("detail"));
    return address == null ? frame : frame.put("address", address);
  }

  private void receive(JsonObject frame) {
    synchronized (inbox) {
      receiver.frame(frame.encode());
    }
  }

  private void closed(int code) {
    synchronized (inbox) {
      if (!isClosed) {
        isClosed = true;
        receiver.closed(code);
      }
    }
  }

  /** One request after the other for what is new, on a thread of its own, until it is stopped or refused. */
  abstract class Asking {
    private CompletableFuture<HttpResponse<InputStream>> answer;
    private boolean isStopped;

    /** What to ask next. */
    abstract HttpRequest.Builder next();

    /** Reads an answer to its end, which may be far. */
    abstract void read(HttpResponse<InputStream> answer) throws IOException;

    /** What is refused when the answer is a refusal; null when it is not one thing. */
    abstract String address();

    final Asking begin() {
      new Thread(this::run, "asking").start();
      return this;
    }

    /** Moves the cursor, if there is one to move, and hands a frame on, unless this was stopped before. */
    final void tell(JsonObject frame, Runnable move) {
      synchronized (inbox) {
        if (!isStopped) {
          move.run();
          receiver.frame(frame.encode());
        }
      }
    }

    /** Drops the connection on which an answer would come, as a client that goes away does. */
    final void stop() {
      synchronized (inbox) {
        isStopped = true;
        inbox.notifyAll();
        if (answer != null) {
          answer.thenAccept(Asking::drop);
          answer.cancel(true);
        }
      }
    }

    /** Lets so much time pass, less when this is stopped. */
    final void rest(long millis) {
      synchronized (inbox) {
        try {
          if (!isStopped) {
            inbox.wait(millis);
          }
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    private void run() {
      try {
        while (ask()) {
          read(answer.join());
        }
      } catch (IOException | CompletionException | CancellationException e) {
        if (!isStopped()) {
          closed(LOST);
        }
      }
    }

    private boolean ask() throws IOException {
      synchronized (inbox) {
        if (isStopped) {
          return false;
        }
        answer = client.sendAsync(next().build(), BodyHandlers.ofInputStream());
      }
      int status = answer.join().statusCode();
      if (status == UNAUTHENTICATED) {
        closed(status);
      } else if (status >= 400) {
        tell(refusal(address(), new JsonObject(new String(answer.join().body().readAllBytes(), StandardCharsets.UTF_8))), () -> { });
      }
      return status < 400;
    }

    private boolean isStopped() {
      synchronized (inbox) {
        return isStopped;
      }
    }

    private static void drop(HttpResponse<InputStream> answer) {
      try {
        answer.body().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
