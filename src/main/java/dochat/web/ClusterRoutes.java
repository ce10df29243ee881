package dochat.web;

import dochat.admin.Overview;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the page /cluster asks and does, for who has signed in there. Below its path, because its cookie goes nowhere else. */
final class ClusterRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterRoutes.class);
  /** Where one becomes an administrator. */
  private static final String SIGN_IN = "/cluster/session";
  private static final Pattern ROOM = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern SEQ = Pattern.compile("[1-9][0-9]{0,14}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1," + Limits.CLIENT_ID_CHARS + "}");

  private final AdminGate gate;
  private final Overview overview;
  private final Requests requests;

  ClusterRoutes(AdminGate gate, Overview overview, Requests requests) {
    this.gate = gate;
    this.overview = overview;
    this.requests = requests;
  }

  void install(Router router) {
    router.post("/cluster/*").handler(Requests::refuseForms).handler(this::refuseStrangers);
    router.post("/cluster/*").handler(BodyHandler.create(false).setBodyLimit(Limits.FRAME_BYTES));
    answer(router.post(SIGN_IN), 204, this::signIn);
    answer(router.delete(SIGN_IN), 204, this::signOut);
    answer(router.get("/cluster/nodes"), 200, this::nodes);
    answer(router.get("/cluster/message"), 200, this::message);
    answer(router.post("/cluster/drain"), 202, this::drain);
  }

  private void answer(Route route, int status, Function<RoutingContext, Future<JsonObject>> work) {
    route.handler(context -> requests.answer(context, status, Future.succeededFuture(context).compose(work)));
  }

  /** What others send is not gathered. */
  private void refuseStrangers(RoutingContext context) {
    gate.refuseOtherPages(context.request());
    if (!context.request().path().equals(SIGN_IN)) {
      gate.refuseSignedOut(context.request());
    }
    context.next();
  }

  private Future<JsonObject> signIn(RoutingContext context) {
    gate.refuseStrangers(context.request(), text(Requests.body(context), "token"));
    LOG.info("an administrator has signed in");
    context.response().addCookie(gate.open(context.request()));
    return Future.succeededFuture();
  }

  private Future<JsonObject> signOut(RoutingContext context) {
    gate.refuseOtherPages(context.request());
    context.response().addCookie(gate.close(context.request()));
    return Future.succeededFuture();
  }

  private Future<JsonObject> nodes(RoutingContext context) {
    gate.refuseSignedOut(context.request());
    return overview.nodes();
  }

  private Future<JsonObject> message(RoutingContext context) {
    HttpServerRequest request = context.request();
    gate.refuseSignedOut(request);
    String id = request.getParam("id");
    String room = request.getParam("room");
    String seq = request.getParam("seq");
    if (id != null && ID.matcher(id).matches()) {
      return overview.message(id);
    }
    if (room == null || seq == null || !ROOM.matcher(room).matches() || !SEQ.matcher(seq).matches()) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "Ask by id, or by room and seq.");
    }
    return overview.message(room, Long.parseLong(seq));
  }

  private Future<JsonObject> drain(RoutingContext context) {
    return overview.drain(text(Requests.body(context), "node"));
  }

  private static String text(JsonObject body, String field) {
    if (body.getValue(field) instanceof String text) {
      return text;
    }
    throw Problem.of(ProblemCode.BAD_REQUEST, "The field " + field + " must be a string.");
  }
}
