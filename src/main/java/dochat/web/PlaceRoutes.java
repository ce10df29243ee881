package dochat.web;

import dochat.protocol.Command;
import dochat.protocol.Views;
import dochat.session.Services;
import io.vertx.ext.web.Router;

/** What one keeps of rooms for oneself. Source: openapi.yaml. */
final class PlaceRoutes {
  private static final int OK = 200;

  private final Services services;
  private final Requests requests;

  PlaceRoutes(Services services, Requests requests) {
    this.services = services;
    this.requests = requests;
  }

  void install(Router router) {
    router.patch("/api/rooms/:room/place").handler(context -> requests.answerFor(context, OK, identity -> services.places()
        .keep(identity.user(), Command.Place.from(Requests.body(context).put("room", context.pathParam("room"))))
        .map(room -> Views.oneRoom(room, identity.user().id()))));
  }
}
