package dochat.door;

import dochat.security.Identity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Talks through this node's own TCP door, which no browser can reach, and tells in a stream what that costs: the transport lab's view of
 * a plain socket. One for a node; any event loop.
 */
public final class TcpProbe {
  private static final int CONNECT_MILLIS = 3_000;

  private final Vertx vertx;
  private final String host;
  private final NetClient client;
  private final Map<String, TcpTalk> talks = new ConcurrentHashMap<>();
  private volatile int port;

  /**
   * @param host where the TCP door listens
   * @param tls  whether it speaks TLS; its certificate is our own and made for other names than this
   */
  public TcpProbe(Vertx vertx, String host, boolean tls) {
    this.vertx = vertx;
    this.host = isAny(host) ? "127.0.0.1" : host;
    NetClientOptions options = new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpNoDelay(true);
    if (tls) {
      options.setSsl(true).setTrustAll(true).setHostnameVerificationAlgorithm("");
    }
    this.client = vertx.createNetClient(options);
  }

  /** Where the TCP door listens is known once it does. */
  public void setPort(int port) {
    this.port = port;
  }

  /**
   * Begins to talk in a room as this user; whatever talk the user has had at this node ends. Fails, with nothing sent, when the TCP door
   * cannot be reached.
   *
   * @param every after so many messages of others it says one itself; at least 2, so that two of them cannot keep each other going
   */
  public Future<Void> answer(HttpServerRequest request, Identity identity, String room, int every) {
    String user = identity.user().id();
    return client.connect(port, host).map(socket -> {
      TcpTalk talk = new TcpTalk(vertx, socket, request.response(), every);
      TcpTalk earlier = talks.put(user, talk);
      if (earlier != null) {
        earlier.end();
      }
      talk.begin(room, identity.token(), () -> talks.remove(user, talk));
      return null;
    });
  }

  private static boolean isAny(String host) {
    return host.equals("0.0.0.0") || host.equals("::");
  }
}
