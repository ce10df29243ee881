package dochat.support;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A proxy before one node, or before another proxy, that gets in the way, as those of hotels, offices and antivirus programs do. It serves one request a connection. Any
 * thread may change its manners, which hold for connections from then on.
 */
public final class Meddler implements AutoCloseable {
  /** What it does to others' traffic. */
  public enum Manner {
    /** Takes the Upgrade header out of requests. */
    STRIPS_UPGRADES,
    /** Lets a WebSocket open and cuts it after 100 ms. */
    CUTS_SOCKETS,
    /** Holds back the answers to what is sent by HTTP. */
    HOLDS_SENDS,
    /** Takes what is sent by HTTP, and keeps it. */
    KEEPS_SENDS,
    /** Takes cookies out of answers, as a browser does that keeps none. */
    STRIPS_COOKIES
  }

  private static final long PATIENCE_SECONDS = 10;
  private static final long CUT_MILLIS = 100;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private final NetServer server;
  private final int port;
  private volatile Set<Manner> manners = Set.of();

  /** Stands before this node, on any free port. */
  public Meddler(ChatNode node, Manner... manners) {
    this(node.port(), manners);
  }

  /** Stands before whatever serves at this port of 127.0.0.1, on any free port. */
  public Meddler(int port, Manner... manners) {
    this.port = port;
    this.server = vertx.createNetServer().connectHandler(this::accept);
    behave(manners);
    patiently(server.listen(0, "127.0.0.1"));
  }

  /** Where it is, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  public void behave(Manner... manners) {
    this.manners = Set.of(manners);
  }

  /** Breaks every connection that goes through it now. */
  public void cut() {
    open.forEach(NetSocket::close);
  }

  @Override
  public void close() {
    patiently(vertx.close());
  }

  private static void patiently(Future<?> work) {
    work.toCompletionStage().toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private void accept(NetSocket browser) {
    keep(browser);
    Buffer request = Buffer.buffer();
    browser.handler(part -> {
      int end = request.appendBuffer(part).toString().indexOf(END_OF_HEAD);
      if (end >= 0) {
        browser.handler(null).pause();
        String head = request.getString(0, end);
        if (!(isSend(head) && manners.contains(Manner.KEEPS_SENDS))) {
          connect(browser, head, request.getBuffer(end, request.length()));
        }
      }
    });
  }

  private void connect(NetSocket browser, String head, Buffer rest) {
    boolean isSocket = head.toLowerCase().contains("\r\nupgrade:") && !manners.contains(Manner.STRIPS_UPGRADES);
    boolean isHeld = isSend(head) && manners.contains(Manner.HOLDS_SENDS);
    client.connect(port, "127.0.0.1").onFailure(refused -> browser.close()).onSuccess(node -> {
      keep(node);
      node.write(Buffer.buffer(isSocket ? head : oneRequest(head)).appendBuffer(rest));
      browser.handler(node::write).resume();
      boolean isCut = isSocket && manners.contains(Manner.CUTS_SOCKETS);
      AtomicBoolean isOpen = new AtomicBoolean();
      node.handler(part -> {
        if (isCut && isOpen.compareAndSet(false, true)) {
          vertx.setTimer(CUT_MILLIS, late -> browser.close());
        }
        if (!isHeld) {
          browser.write(manners.contains(Manner.STRIPS_COOKIES) ? withoutCookies(part) : part);
        }
      });
      browser.closeHandler(closed -> end(browser, node));
      node.closeHandler(closed -> {
        if (!isHeld) {
          end(node, browser);
        }
      });
    });
  }

  private static boolean isSend(String head) {
    return head.startsWith("POST /api/send ");
  }

  private static String oneRequest(String head) {
    return head.replaceAll("(?i)\r\n(connection|upgrade|keep-alive):[^\r]*", "") + "\r\nConnection: close";
  }

  private static Buffer withoutCookies(Buffer part) {
    return Buffer.buffer(part.toString("ISO-8859-1").replaceAll("(?i)\r\nset-cookie:[^\r]*", ""), "ISO-8859-1");
  }

  private void keep(NetSocket socket) {
    open.add(socket);
    socket.closeHandler(closed -> open.remove(socket));
    socket.exceptionHandler(broken -> { });
  }

  private void end(NetSocket one, NetSocket other) {
    open.remove(one);
    other.close();
  }
}
