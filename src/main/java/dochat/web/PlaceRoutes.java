package dochat.web;

import dochat.model.Preferences;
import dochat.model.User;
import dochat.protocol.Command;
import dochat.protocol.PreferenceViews;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;

/** What one keeps for oneself, of rooms and at all. Source: openapi.yaml. */
final class PlaceRoutes {
  private static final int OK = 200;
  private static final String ROOM = "/api/rooms/:room";
  private static final String DRAFT = ROOM + "/draft";
  private static final String THREAD_DRAFT = ROOM + "/messages/:seq/draft";
  private static final String PREFERENCES = "/api/me/preferences";

  private final Services services;
  private final Requests requests;

  PlaceRoutes(Services services, Requests requests) {
    this.services = services;
    this.requests = requests;
  }

  void install(Router router) {
    answer(router.patch(ROOM + "/place"), (user, context) ->
        services.places().keep(user, Command.Place.from(body(context))).map(room -> Views.oneRoom(room, user.id())));
    answer(router.get(DRAFT), (user, context) -> services.places().draft(user, Command.Draft.from(Requests.query(context))).map(Views::draft));
    answer(router.put(DRAFT), (user, context) -> services.places().draft(user, Command.Draft.from(written(body(context)))).map(Views::draft));
    answer(router.get(THREAD_DRAFT), (user, context) -> services.places().threadDraft(user, Command.ThreadDraft.from(inThread(context, Requests.query(context)))).map(Views::draft));
    answer(router.put(THREAD_DRAFT), (user, context) -> services.places().threadDraft(user, Command.ThreadDraft.from(inThread(context, written(body(context))))).map(Views::draft));
    answer(router.get(PREFERENCES), (user, context) -> services.places().prefer(user, new Command.Prefer(Preferences.NONE)).map(PreferenceViews::preferences));
    answer(router.patch(PREFERENCES), (user, context) -> services.places().prefer(user, chosen(Requests.body(context))).map(PreferenceViews::preferences));
  }

  private void answer(Route route, BiFunction<User, RoutingContext, Future<JsonObject>> work) {
    route.handler(context -> requests.answerFor(context, OK, identity -> work.apply(identity.user(), context)));
  }

  private static JsonObject body(RoutingContext context) {
    return Requests.body(context).put("room", context.pathParam("room"));
  }

  private static JsonObject inThread(RoutingContext context, JsonObject body) {
    return body.put("seq", context.pathParam("seq"));
  }

  /** Without a text one would only ask. */
  private static JsonObject written(JsonObject body) {
    if (!body.containsKey("text")) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "The field text must be a string.");
    }
    return body;
  }

  /** Likewise without any field. */
  private static Command.Prefer chosen(JsonObject body) {
    if (body.isEmpty()) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "One field at least must say what is chosen.");
    }
    return Command.Prefer.from(body);
  }
}
