package dochat.web;

import dochat.model.User;
import dochat.protocol.Command;
import dochat.protocol.Views;
import dochat.security.Tokens;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;

/** Messages as they are now, and what changes them. Source: openapi.yaml. */
final class MessageRoutes {
  private static final String MESSAGES = "/api/rooms/:room/messages";
  private static final String MESSAGE = MESSAGES + "/:seq";
  private static final String EDITS = MESSAGE + "/edits";
  private static final String REACTION = MESSAGE + "/reactions/:emoji";

  private static final String PIN = MESSAGE + "/pin";
  private static final String FOLLOW = MESSAGE + "/follow";

  private final Services services;
  private final Requests requests;

  MessageRoutes(Services services, Requests requests) {
    this.services = services;
    this.requests = requests;
  }

  void install(Router router) {
    route(router, HttpMethod.GET, MESSAGES, (user, context) ->
        services.chat().messages(user, Command.Messages.from(Requests.query(context, "after", "before", "around", "thread", "limit"))));
    route(router, HttpMethod.PATCH, MESSAGE, (user, context) ->
        services.chat().edit(user, Command.Edit.from(at(context, Requests.body(context)))).map(Views::changed));
    route(router, HttpMethod.GET, EDITS, (user, context) -> services.chat().edits(user, Command.Edits.from(at(context, Requests.query(context, "before", "limit")))));
    route(router, HttpMethod.GET, MESSAGE + "/readers", (user, context) -> services.chat().readers(user, Command.Readers.from(at(context, new JsonObject()))));
    route(router, HttpMethod.DELETE, MESSAGE, (user, context) ->
        services.chat().delete(user, Command.Delete.from(at(context, named()))).map(Views::changed));
    route(router, HttpMethod.PUT, REACTION, (user, context) -> services.chat().react(user, reaction(context, true)).map(Views::changed));
    route(router, HttpMethod.DELETE, REACTION, (user, context) -> services.chat().react(user, reaction(context, false)).map(Views::changed));
    route(router, HttpMethod.PUT, PIN, (user, context) -> services.chat().pin(user, pin(context, true)).map(Views::changed));
    route(router, HttpMethod.DELETE, PIN, (user, context) -> services.chat().pin(user, pin(context, false)).map(Views::changed));
    route(router, HttpMethod.PUT, FOLLOW, (user, context) -> services.chat().follow(user, follow(context, true)).map(Views::changed));
    route(router, HttpMethod.DELETE, FOLLOW, (user, context) -> services.chat().follow(user, follow(context, false)).map(Views::changed));
    route(router, HttpMethod.GET, MESSAGE + "/followers", (user, context) -> services.chat().followers(user, Command.Followers.from(at(context, new JsonObject()))));
    route(router, HttpMethod.GET, "/api/rooms/:room/pins", (user, context) -> services.chat().pins(user, Command.Pins.from(new JsonObject().put("room", context.pathParam("room")))));
  }

  private static Command.Pin pin(RoutingContext context, boolean on) {
    return Command.Pin.from(at(context, named()).put("on", on));
  }

  private static Command.Follow follow(RoutingContext context, boolean on) {
    return Command.Follow.from(at(context, named()).put("on", on));
  }

  private void route(Router router, HttpMethod method, String path, BiFunction<User, RoutingContext, Future<JsonObject>> work) {
    router.route(method, path).handler(context -> requests.answerFor(context, 200, identity -> work.apply(identity.user(), context)));
  }

  private static Command.React reaction(RoutingContext context, boolean on) {
    return Command.React.from(at(context, named()).put("emoji", context.pathParam("emoji")).put("on", on));
  }

  private static JsonObject at(RoutingContext context, JsonObject body) {
    return body.put("room", context.pathParam("room")).put("seq", context.pathParam("seq"));
  }

  /** The same request again finds it done, so that it needs no name of the client's. */
  private static JsonObject named() {
    return new JsonObject().put("id", Tokens.newId());
  }
}
