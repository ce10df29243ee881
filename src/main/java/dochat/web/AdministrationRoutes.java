package dochat.web;

import dochat.model.Invitation;
import dochat.model.User;
import dochat.protocol.Asked;
import dochat.protocol.PeopleViews;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The people of the chat, what it is called, who may come in, and by which links. Source: openapi.yaml. */
final class AdministrationRoutes {
  private static final String INVITATIONS = "/api/invitations";
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  private final Services services;
  private final Requests requests;
  private final Cookies cookies;

  AdministrationRoutes(Services services, Requests requests, Cookies cookies) {
    this.services = services;
    this.requests = requests;
    this.cookies = cookies;
  }

  void install(Router router) {
    route(router, HttpMethod.PUT, "/api/entry", OK, (user, context) ->
        services.administration().settle(user, Asked.settings(Requests.body(context))).map(PeopleViews::settings));
    route(router, HttpMethod.GET, "/api/accounts", OK, (user, context) ->
        services.administration().profiles(user, Asked.Accounts.from(Requests.query(context, "search", "sort", "after", "limit"))).map(PeopleViews::accounts));
    route(router, HttpMethod.PATCH, "/api/accounts/:user", NO_CONTENT, this::change);
    route(router, HttpMethod.POST, INVITATIONS, CREATED, (user, context) ->
        services.invitations().make(user, Asked.Link.from(Requests.body(context))).map(made -> PeopleViews.invitation(made.invitation()).put("invitation", made.secret())));
    route(router, HttpMethod.GET, INVITATIONS, OK, (user, context) -> services.invitations().all(user).map(PeopleViews::invitations));
    route(router, HttpMethod.DELETE, INVITATIONS + "/:id", NO_CONTENT, (user, context) ->
        services.invitations().revoke(user, Asked.invitationId(context.pathParam("id"))).mapEmpty());
    router.post(Requests.INVITATION).handler(context -> requests.answer(context, OK, look(context).map(PeopleViews::look)));
    route(router, HttpMethod.POST, INVITATIONS + "/use", OK, (user, context) ->
        services.invitations().use(user, Asked.invitation(Requests.body(context)), network(context)).map(PeopleViews::look));
  }

  private void route(Router router, HttpMethod method, String path, int status, BiFunction<User, RoutingContext, Future<JsonObject>> work) {
    router.route(method, path).handler(context -> requests.answerFor(context, status, identity -> work.apply(identity.user(), context)));
  }

  private Future<JsonObject> change(User user, RoutingContext context) {
    String whose = context.pathParam("user");
    if (!USER.matcher(whose).matches()) {
      throw Problem.of(ProblemCode.USER_NOT_FOUND);
    }
    return services.administration().change(user, Asked.Account.from(whose, Requests.body(context))).mapEmpty();
  }

  /** Whoever has a link may know what it is. */
  private Future<Invitation> look(RoutingContext context) {
    return services.invitations().look(Asked.invitation(Requests.body(context)), network(context));
  }

  private String network(RoutingContext context) {
    return cookies.caller(context).network();
  }
}
