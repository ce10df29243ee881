package dochat.web;

import dochat.model.User;
import dochat.protocol.CardViews;
import dochat.protocol.Command;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;

/** What people show of themselves. Source: openapi.yaml. */
final class CardRoutes {
  private static final String ME = "/api/me";
  private static final String PERSON = "/api/people/:user";

  private final Services services;
  private final Requests requests;

  CardRoutes(Services services, Requests requests) {
    this.services = services;
    this.requests = requests;
  }

  void install(Router router) {
    route(router, HttpMethod.PATCH, ME, (user, context) -> services.cards().change(user, Command.Profile.from(Requests.body(context))).map(CardViews::card));
    route(router, HttpMethod.GET, PERSON, (user, context) -> services.cards().card(Command.Cards.of(context.pathParam("user"))).map(CardViews::card));
  }

  private void route(Router router, HttpMethod method, String path, BiFunction<User, RoutingContext, Future<JsonObject>> work) {
    router.route(method, path).handler(context -> requests.answerFor(context, 200, identity -> work.apply(identity.user(), context)));
  }
}
