package dochat.web;

import dochat.model.Appended;
import dochat.model.Role;
import dochat.model.User;
import dochat.protocol.Command;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import dochat.security.Tokens;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Rooms and the people in them. Source: openapi.yaml. */
final class RoomRoutes {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final String ROOMS = "/api/rooms";
  private static final String ROOM = ROOMS + "/:room";
  private static final String MEMBERS = ROOM + "/members";
  private static final String MEMBER = MEMBERS + "/:user";
  private static final String BANS = ROOM + "/bans";
  private static final String BAN = BANS + "/:user";

  private final Services services;
  private final Requests requests;

  RoomRoutes(Services services, Requests requests) {
    this.services = services;
    this.requests = requests;
  }

  void install(Router router) {
    route(router, HttpMethod.GET, ROOMS, OK, (user, context) -> 
        services.rooms().rooms(user, new Command.Rooms("true".equals(context.request().getParam("joined")))).map(rooms -> Views.rooms(rooms, user.id())));
    route(router, HttpMethod.GET, ROOM, OK, (user, context) -> services.rooms().look(user, Command.Look.from(Requests.query(context))).map(room -> Views.oneRoom(room, user.id())));
    route(router, HttpMethod.GET, "/api/directory", OK, (user, context) ->
        services.rooms().directory(user, Command.Directory.from(Requests.query(context, "q", "after", "limit"))).map(rooms -> Views.rooms(rooms, user.id())));
    route(router, HttpMethod.POST, ROOMS, CREATED, (user, context) ->
        services.rooms().create(user, Command.Create.from(Requests.body(context))).map(room -> Views.oneRoom(room, user.id())));
    route(router, HttpMethod.PATCH, ROOM, OK, (user, context) ->
        services.rooms().update(user, Command.Update.from(Requests.body(context).put("room", context.pathParam("room")))).map(Views::changed));
    route(router, HttpMethod.POST, "/api/direct", OK, (user, context) ->
        services.rooms().direct(user, Command.Direct.from(Requests.body(context), user.id())).map(room -> Views.oneRoom(room, user.id())));
    route(router, HttpMethod.GET, "/api/people", OK, (user, context) ->
        services.rooms().people(user, Command.People.from(Requests.query(context, "search", "after", "limit"))).map(found -> new JsonObject().put("users", Views.users(found))));
    route(router, HttpMethod.GET, MEMBERS, OK, (user, context) ->
        services.rooms().members(user, Command.Members.from(Requests.query(context, "after", "limit"))).map(Views::members));
    route(router, HttpMethod.PUT, MEMBER, OK, (user, context) -> place(user, context).map(Views::changed));
    route(router, HttpMethod.DELETE, MEMBER, OK, (user, context) ->
        services.rooms().remove(user, Command.Remove.from(named(context, new JsonObject()).mergeIn(Requests.query(context, "id")))).map(Views::changed));
    route(router, HttpMethod.GET, BANS, OK, (user, context) ->
        services.rooms().bans(user, Command.Bans.from(Requests.query(context, "after", "limit"))).map(Views::bans));
    route(router, HttpMethod.PUT, BAN, OK, (user, context) ->
        services.rooms().ban(user, Command.Ban.from(named(context, new JsonObject()))).map(Views::changed));
    route(router, HttpMethod.DELETE, BAN, OK, (user, context) ->
        services.rooms().unban(user, Command.Unban.from(named(context, new JsonObject()))).map(Views::changed));
  }

  private void route(Router router, HttpMethod method, String path, int status, BiFunction<User, RoutingContext, Future<JsonObject>> work) {
    router.route(method, path).handler(context -> requests.answerFor(context, status, identity -> work.apply(identity.user(), context)));
  }

  /** Somebody is to be a member, with this role where one is named: who is none yet is invited first. */
  private Future<Appended> place(User user, RoutingContext context) {
    JsonObject body = named(context, Requests.body(context));
    if (!body.containsKey("role")) {
      return services.rooms().invite(user, Command.Invite.from(body));
    }
    Command.Assign assign = Command.Assign.from(body);
    Command.Invite invite = Command.Invite.from(body.copy().put("id", Tokens.newId()));
    if (assign.role() == Role.MEMBER) {
      return otherwise(services.rooms().invite(user, invite), ProblemCode.NOT_PERMITTED, () -> Future.succeededFuture())
          .compose(invited -> invited == null || invited.event() == null ? services.rooms().assign(user, assign) : Future.succeededFuture(invited));
    }
    return otherwise(services.rooms().assign(user, assign), ProblemCode.USER_NOT_FOUND,
        () -> services.rooms().invite(user, invite).compose(invited -> services.rooms().assign(user, assign)));
  }

  private static <T> Future<T> otherwise(Future<T> first, ProblemCode code, Supplier<Future<T>> second) {
    return first.recover(failure -> failure instanceof Problem problem && problem.code() == code ? second.get() : Future.failedFuture(failure));
  }

  /** The same request again finds it done, so that it needs no name of the client's. */
  private static JsonObject named(RoutingContext context, JsonObject body) {
    return body.put("room", context.pathParam("room")).put("user", context.pathParam("user")).put("id", Tokens.newId());
  }
}
