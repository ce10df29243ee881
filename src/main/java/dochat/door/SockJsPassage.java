package dochat.door;

import dochat.bus.Home;
import dochat.bus.Homes;
import dochat.loop.Bulkhead;
import dochat.loop.LoopClock;
import dochat.loop.Periodic;
import dochat.security.Tokens;
import dochat.session.Farewell;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.Pipe;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of SockJS's HTTP transports to the home of their session, so that any node, and any event loop of it, serves any of
 * them. Both ways are streams with back-pressure. Who the client is has been decided here, by its own Origin and Host; the home is told
 * the token. Lives on one event loop.
 */
public final class SockJsPassage implements Handler<RoutingContext> {
  /** What it takes: server, session and transport, as in sockjs-protocol 0.3.3. */
  public static final String PATHS =
      SockJsDoor.PATH + "/[^/.]+/(?<session>[^/.]+)/(?<transport>xhr|xhr_streaming|xhr_send|eventsource|htmlfile|jsonp|jsonp_send)";

  private static final Logger LOG = LoggerFactory.getLogger(SockJsPassage.class);
  private static final int CONNECT_MILLIS = 2_000;
  /** So many connect to one home at once: until then what came of a request stays with it, even when its client has been cut off for what it holds. */
  private static final int CONNECTING = 16;
  private static final long LOOK_MILLIS = 1_000;
  private static final Base64.Encoder NAMES = Base64.getUrlEncoder().withoutPadding();
  /** All that a home needs of a request; who asks is in other headers. */
  private static final List<CharSequence> ASKED = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.ORIGIN,
      HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
  /** What belongs to the connection between the two (RFC 9110 section 7.6.1). */
  private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "keep-alive", "transfer-encoding");

  private final Vertx vertx;
  private final Homes homes;
  private final Handshake handshake;
  private final HttpClientAgent client;
  private final Pulse pulse;
  private final Set<Pass> passes = new HashSet<>();
  /** Those to whom somebody connects, or waits to: a home that cannot be reached holds up nobody who goes to another. */
  private final Map<Home, Way> ways = new HashMap<>();

  /** Called on the event loop. */
  public SockJsPassage(Vertx vertx, LoopClock clock, Homes homes, Handshake handshake) {
    this.vertx = vertx;
    this.homes = homes;
    this.handshake = handshake;
    this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false).setConnectTimeout(CONNECT_MILLIS));
    this.pulse = new Pulse(client, clock);
    Periodic.every(vertx, LOOK_MILLIS, this::look);
    Periodic.every(vertx, Pulse.ASK_MILLIS, () -> pulse.ask(passes.stream().map(pass -> pass.home).collect(Collectors.toSet()), homes::has));
  }

  @Override
  public void handle(RoutingContext context) {
    String name = name(context.pathParam("session"), context.request());
    Pass pass = new Pass(context.request(), name, context.pathParam("transport"));
    homes.of(name).filter(home -> !pulse.isSilent(home)).ifPresentOrElse(pass::begin, pass.goAway::send);
  }

  /** This node stops: every session that is served through it is told to go to another one, each at its own moment. */
  public void drain(Farewell farewell) {
    long millis = farewell.millis(passes.size());
    passes.forEach(pass -> vertx.setTimer(1 + ThreadLocalRandom.current().nextLong(millis), timer -> {
      if (passes.contains(pass)) {
        pass.end();
      }
    }));
  }

  /** Who waits for a home that is gone, or does not answer, waits no longer. */
  private void look() {
    Bulkhead.each(passes, pass -> {
      if (!homes.has(pass.home) || pulse.isSilent(pass.home)) {
        pass.end();
      }
    });
  }

  /**
   * What a session is called at home. Its id stands in addresses, hence in the logs of proxies; this can be said only by who also has the
   * token. It is the reader's token, since browsers do not name the origin of each request of a session, or do not say that it is the same.
   */
  private String name(String session, HttpServerRequest request) {
    String token = handshake.readersToken(request);
    return NAMES.encodeToString(Tokens.hash(session + "/" + (token == null ? "" : token)));
  }

  /** The passes to one home that have not connected. */
  private final class Way {
    /** In the order in which they came. */
    private final Set<Pass> waiting = new LinkedHashSet<>();
    private int connecting;

    void add(Pass pass) {
      waiting.add(pass);
      connect();
    }

    void connected(Home home) {
      connecting--;
      connect();
      if (connecting == 0) {
        ways.remove(home);
      }
    }

    private void connect() {
      while (connecting < CONNECTING && !waiting.isEmpty()) {
        Pass pass = waiting.iterator().next();
        waiting.remove(pass);
        connecting++;
        pass.connect();
      }
    }
  }

  /** One request on its way. */
  private final class Pass {
    private final HttpServerRequest from;
    private final String path;
    private final GoAway goAway;
    private Home home;
    private Way way;
    private HttpClientConnection to;
    private Pipe<Buffer> pipe;

    Pass(HttpServerRequest from, String session, String transport) {
      this.from = from;
      this.path = SockJsDoor.PATH + "/home/" + session + "/" + transport;
      this.goAway = new GoAway(from, transport);
    }

    /** A connection each: SockJS closes it after every answer anyway, and one that is just being closed would lose a request. */
    void begin(Home home) {
      this.home = home;
      passes.add(this);
      from.pause();
      from.response().closeHandler(closed -> close());
      way = ways.computeIfAbsent(home, first -> new Way());
      way.add(this);
    }

    void connect() {
      client.connect(new HttpConnectOptions().setHost(home.host()).setPort(home.port()))
          .onComplete(done -> way.connected(home))
          .compose(connection -> ask(connection, home))
          .compose(this::answer)
          .onComplete(answered -> passes.remove(this))
          .onSuccess(answered -> close())
          // Not at once: where the client has gone, the pipe is in the middle of a write, and looks at the response after it.
          .onFailure(failure -> vertx.runOnContext(turn -> end()));
    }

    void end() {
      passes.remove(this);
      close();
      goAway.send();
    }

    private Future<HttpClientResponse> ask(HttpClientConnection connection, Home home) {
      to = connection;
      if (from.response().closed()) {
        close();
      }
      return connection.request(request(home)).map(request -> request.exceptionHandler(this::broken))
          .compose(request -> from.response().closed() ? Future.failedFuture("who asked has gone") : request.send(from));
    }

    /** Who asked has gone, or the home: the future of the answer says it, too. */
    private void broken(Throwable failure) {
      dropBody();
      LOG.debug("a request to a home broke off node={} reason={}", home.node(), failure.toString());
    }

    private RequestOptions request(Home home) {
      RequestOptions request = new RequestOptions().setMethod(from.method()).setURI(from.query() == null ? path : path + "?" + from.query());
      request.putHeader(SockJsHome.SECRET, home.secret());
      ASKED.stream().filter(from.headers()::contains).forEach(name -> request.putHeader(name, from.getHeader(name)));
      String token = handshake.token(from);
      return token == null ? request : request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    }

    private Future<Void> answer(HttpClientResponse answer) {
      if (answer.statusCode() == SockJsHome.REFUSED) {
        return Future.failedFuture("another home has this port now");
      }
      HttpServerResponse response = from.response().setStatusCode(answer.statusCode());
      answer.headers().forEach((name, value) -> {
        if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
          response.putHeader(name, value);
        }
      });
      response.setChunked(answer.headers().contains(HttpHeaders.TRANSFER_ENCODING));
      pipe = answer.pipe().endOnFailure(false);
      return pipe.to(response);
    }

    /** What still comes of it has nobody to go to: it would be written to a request that has ended. */
    private void dropBody() {
      from.handler(null).endHandler(null);
    }

    /** The home takes the end of a connection for the end of its client. What still comes from it has nobody to go to. */
    private void close() {
      dropBody();
      if (pipe != null) {
        Pipe<Buffer> open = pipe;
        pipe = null;
        open.close();
      }
      if (to != null) {
        to.close();
      }
      if (way.waiting.remove(this)) {
        passes.remove(this);
      }
    }
  }
}
